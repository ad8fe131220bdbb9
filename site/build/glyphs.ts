import { readdir, readFile } from 'node:fs/promises'

/** Characters that are typed or computed and so stand in no catalogue: digits, codes, initial consonants. */
const ALWAYS = `${range(0x20, 0x7e)}${range(0x3131, 0x314e)}·×÷±−–—…‘’“”₩←↑→↓≤≥※○●•°′″`

/** Company suffixes and common name syllables, so that most lists need only the first file. */
const NAMES =
  '강경고곽구권길김나남노도동라류마문민박배백변부서석선성손송시신심안양엄여연염오우원위유윤은이인임장전정제조주지진차채천최추표하한함허현형호홍황텔레콤네트웍스모바일통신점로역대리별새봄누리나래미래한빛'

/** Folders whose strings reach the screen. */
const FOLDERS = ['lib/i18n/', 'pages/', 'layouts/', 'ui/', 'features/']

/** Every glyph that the catalogues and pages can show, sorted, each once. */
export async function wordsOf(site: URL): Promise<string> {
  const glyphs = new Set(ALWAYS + NAMES)
  for (const folder of FOLDERS) {
    for (const text of await sources(new URL(folder, site))) {
      for (const glyph of text) if (isShown(glyph)) glyphs.add(glyph)
    }
  }
  return [...glyphs].sort().join('')
}

async function sources(folder: URL): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return Promise.all(
    entries
      .filter((entry) => entry.isFile() && /\.(ts|tsx|astro)$/.test(entry.name))
      .map((entry) => readFile(`${entry.parentPath}/${entry.name}`, 'utf8')),
  )
}

const isShown = (glyph: string) => /[\p{Script=Hangul}\p{P}\p{S}]/u.test(glyph)

/** The 2,350 syllables of KS X 1001, read from EUC-KR, which encodes exactly these. */
export function ksSyllables(): string {
  const decoder = new TextDecoder('euc-kr')
  let text = ''
  for (let lead = 0xb0; lead <= 0xc8; lead++) {
    for (let trail = 0xa1; trail <= 0xfe; trail++)
      text += decoder.decode(Uint8Array.of(lead, trail))
  }
  return text
}

/** The glyphs as a CSS `unicode-range`; neighbours become one range. */
export function unicodeRange(text: string): string {
  const codes = [...text].map((glyph) => glyph.codePointAt(0) ?? 0).sort((a, b) => a - b)
  const ranges: { from: number; to: number }[] = []
  for (const code of codes) {
    const last = ranges.at(-1)
    if (last && code - last.to <= 1) last.to = code
    else ranges.push({ from: code, to: code })
  }
  return ranges.map(({ from, to }) => (from === to ? hex(from) : `${hex(from)}-${bare(to)}`)).join()
}

const bare = (code: number) => code.toString(16).toUpperCase()
const hex = (code: number) => `U+${bare(code)}`

function range(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('')
}

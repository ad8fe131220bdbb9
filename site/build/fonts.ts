import { createHash } from 'node:crypto'
import { access, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AstroIntegration } from 'astro'
import subsetFont from 'subset-font'
import { ksSyllables, unicodeRange, wordsOf } from './glyphs.ts'

const require = createRequire(import.meta.url)
const SOURCE = require.resolve('pretendard/dist/public/variable/PretendardVariable.ttf')
const SITE = new URL('../', import.meta.url)
const OUT = new URL('public/fonts/', SITE)
const CACHE = new URL('../node_modules/.cache/maru-fonts/', SITE)

type Part = { file: string; text: string; range: string }

/**
 * Cuts Pretendard into two files: every glyph that the catalogues use (preloaded), and the rest of KS X 1001
 * (fetched only when a name needs it). A cut is cached by the hash of its glyphs, so only a build that
 * changed a word cuts again.
 */
export function fonts(): AstroIntegration {
  return {
    name: 'maru-fonts',
    hooks: {
      'astro:config:setup': async ({ updateConfig, logger }) => {
        const words = await wordsOf(SITE)
        const rest = [...ksSyllables()].filter((glyph) => !words.includes(glyph)).join('')
        const parts = [
          await cut('ks', rest, 'U+AC00-D7A3', logger.info.bind(logger)),
          await cut('ui', words, unicodeRange(words), logger.info.bind(logger)),
        ]
        await sweep(parts)
        const ui = parts.filter((part) => part.file.includes('maru-ui'))
        updateConfig({ vite: { plugins: [virtualFonts(parts, ui)] } })
      },
    },
  }
}

async function cut(
  name: string,
  text: string,
  range: string,
  say: (line: string) => void,
): Promise<Part> {
  const hash = createHash('sha256').update(`pretendard 1.3.9 400-700 ${text}`).digest('hex')
  const file = `maru-${name}.${hash.slice(0, 10)}.woff2`
  const kept = new URL(file, CACHE)
  await mkdir(CACHE, { recursive: true })
  await mkdir(OUT, { recursive: true })
  if (!(await exists(kept))) {
    const bytes = await subsetFont(await readFile(SOURCE), text, {
      targetFormat: 'woff2',
      variationAxes: { wght: { min: 400, max: 700, default: 400 } },
    })
    await writeFile(kept, bytes)
    say(`${file}: ${[...text].length} glyphs, ${Math.round(bytes.length / 1000)} kB`)
  }
  if (!(await exists(new URL(file, OUT)))) await copyFile(kept, new URL(file, OUT))
  return { file, text, range }
}

/** Removes cuts of earlier words, which would otherwise be published with the site. */
async function sweep(parts: Part[]) {
  for (const file of await readdir(OUT)) {
    if (!parts.some((part) => part.file === file)) await rm(new URL(file, OUT))
  }
}

const exists = (url: URL) =>
  access(url).then(
    () => true,
    () => false,
  )

/** Where ranges overlap, the face declared last wins, so the large file comes first. */
function faces(parts: Part[]): string {
  return parts
    .map(
      ({ file, range }) =>
        `@font-face{font-family:"Maru UI";src:url("/fonts/${file}") format("woff2");` +
        `font-weight:400 700;font-display:swap;unicode-range:${range}}`,
    )
    .join('\n')
}

function virtualFonts(parts: Part[], preload: Part[]) {
  const modules: Record<string, string> = {
    'virtual:maru-fonts.css': faces(parts),
    'virtual:maru-fonts': `export const preload = ${JSON.stringify(preload.map((part) => `/fonts/${part.file}`))}`,
  }
  return {
    name: 'maru-fonts',
    resolveId: (id: string) => (id in modules ? `\0${id}` : undefined),
    load: (id: string) => modules[id.slice(1)],
  }
}

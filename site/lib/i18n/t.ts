import type { Area, Key, Lang, Params, Words, WordsFile } from './catalogue.ts'
import { phrase } from './phrase.ts'

// A page needs the names of one language's files: `build/preload-modules.ts` fetches the Korean ones early.
const FILES = { ko: () => import('./files-ko.ts'), en: () => import('./files-en.ts') }

/** The file of one area; undefined where the catalogue has none. */
async function wordsFile(of: Lang, area: Area): Promise<WordsFile | undefined> {
  const { files } = await FILES[of]()
  return files[`./${of}/${area}.ts`]?.()
}

/** The words that this tab has loaded, by area; `loadWords` fills it before the first render. */
const loaded: Partial<Record<Area, Words>> = {}
let lang: Lang = 'ko'

export const currentLang = (): Lang => lang

/** Loads only the areas that a screen uses, in one language: words are the largest part of a page. */
export async function loadWords(into: Lang, areas: readonly Area[]): Promise<void> {
  lang = into
  await Promise.all(
    areas.map(async (area) => {
      const file = await wordsFile(into, area)
      if (!file?.[area]) throw new Error(`no words for ${into}/${area}`)
      loaded[area] = file[area]
    }),
  )
}

/** Fetches words without using them, so that a device that loses the network has both languages. */
export async function fetchWords(of: Lang, areas: readonly Area[]): Promise<void> {
  await Promise.all(areas.map((area) => wordsFile(of, area)))
}

/** Loads a part on demand, together with the words that only it uses. */
export async function withWords<File>(areas: readonly Area[], file: Promise<File>): Promise<File> {
  const [arrived] = await Promise.all([file, loadWords(lang, areas)])
  return arrived
}

/** Sets words that are already in memory (tests, pages rendered at build time). */
export function setWords(into: Lang, words: Partial<Record<Area, Words>>): void {
  lang = into
  Object.assign(loaded, words)
}

/** The sentence for a key in the current language, its holes filled. */
export function t(key: Key, params: Params = {}): string {
  const dot = key.indexOf('.')
  // The key's type is built from area and name, so the part before the first dot is an area.
  const area = key.slice(0, dot) as Area
  const text = loaded[area]?.[key.slice(dot + 1)]
  if (text === undefined) return missing(key, area)
  return phrase(text, params, lang)
}

/** Whether this sentence exists; a newer server may know more names than this page. */
export const hasWords = (key: string): key is Key =>
  loaded[key.slice(0, key.indexOf('.')) as Area]?.[key.slice(key.indexOf('.') + 1)] !== undefined

/**
 * A missing sentence never breaks a screen: its key is shown. An area that nobody loaded is reported as an
 * error, once, so that it gets noticed.
 */
function missing(key: string, area: Area): string {
  if (!loaded[area] && !reported.has(area)) {
    reported.add(area)
    globalThis.reportError?.(new Error(`${key} is not loaded: name its area in startScreen`))
  }
  return key.slice(key.lastIndexOf('.') + 1)
}
const reported = new Set<Area>()

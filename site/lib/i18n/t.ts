import type { Area, Key, Lang, Params, Words } from './catalogue.ts'
import { phrase } from './phrase.ts'

type File = { [area: string]: Words }
const FILES = import.meta.glob<File>(['./ko/*.ts', './en/*.ts'])

/** The words that this tab has loaded, by area; filled by `loadWords` before the first render. */
const loaded: Partial<Record<Area, Words>> = {}
let lang: Lang = 'ko'

export const currentLang = (): Lang => lang

/** Loads only the areas that a screen uses, in one language: words are the largest part of a page. */
export async function loadWords(into: Lang, areas: readonly Area[]): Promise<void> {
  lang = into
  await Promise.all(
    areas.map(async (area) => {
      const file = await FILES[`./${into}/${area}.ts`]?.()
      if (!file?.[area]) throw new Error(`no words for ${into}/${area}`)
      loaded[area] = file[area]
    }),
  )
}

/** Hands over words that are already at hand (tests, pages rendered at build time). */
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
  if (text === undefined) throw new Error(`${key} is not loaded: name its area in startScreen`)
  return phrase(text, params, lang)
}

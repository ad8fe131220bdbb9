import type { Area, Catalogue, Lang, Params, Words } from './catalogue.ts'
import { phrase } from './phrase.ts'

const FILES = import.meta.glob<{ [area: string]: Words }>(['./ko/*.ts', './en/*.ts'], {
  eager: true,
})

/** Words of one area for a page rendered at build time, whose language is in its address. */
export function pageWords<A extends Area>(lang: Lang, area: A) {
  const words = FILES[`./${lang}/${area}.ts`]?.[area]
  if (!words) throw new Error(`no words for ${lang}/${area}`)
  return (key: Extract<keyof Catalogue[A], string>, params: Params = {}) =>
    phrase(words[key] ?? key, params, lang)
}

/** `/track` in Korean is `/en/track` in English. */
export const pathIn = (lang: Lang, path: string) => (lang === 'en' ? `/en${path}` : path)

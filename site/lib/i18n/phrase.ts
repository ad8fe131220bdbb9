import type { Lang, Params } from './catalogue.ts'
import { josa } from './josa.ts'

/**
 * Fills the holes of a sentence. `{shop}` is the value; `{shop|이/가}` the value with its Korean particle;
 * `{count|order,orders}` only the noun, singular or plural by the value (English), and `{count|건}` the noun
 * that does not change (Korean).
 */
export function phrase(text: string, params: Params, lang: Lang): string {
  return text.replace(/\{(\w+)(?:\|([^}]+))?\}/g, (hole, name: string, spec?: string) => {
    const value = params[name]
    if (value === undefined) return hole
    const shown = typeof value === 'number' ? value.toLocaleString(LOCALE[lang]) : value
    if (spec === undefined) return shown
    if (spec.includes('/')) return josa(shown, spec)
    const [one = '', other = one] = spec.split(',')
    return Number(value) === 1 ? one : other
  })
}

export const LOCALE: Record<Lang, string> = { ko: 'ko-KR', en: 'en-GB' }

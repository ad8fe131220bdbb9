import { LANGS, type Lang } from './i18n/catalogue.ts'

export const THEMES = ['light', 'dark', 'system'] as const
export type Theme = (typeof THEMES)[number]
export const DENSITIES = ['compact', 'default', 'roomy'] as const
export type Density = (typeof DENSITIES)[number]

/** Settings of this device. `public/boot.js` reads the same names before the first paint. */
const read = (name: string) => {
  try {
    return localStorage.getItem(`maru.${name}`) ?? undefined
  } catch {
    return undefined
  }
}

function keep(name: string, value: string | undefined) {
  try {
    if (value === undefined) localStorage.removeItem(`maru.${name}`)
    else localStorage.setItem(`maru.${name}`, value)
  } catch {
    // Private windows may refuse storage; the setting then lasts as long as the page.
  }
}

export const theme = (): Theme => THEMES.find((name) => name === read('theme')) ?? 'system'

export function setTheme(next: Theme) {
  keep('theme', next === 'system' ? undefined : next)
  const dark = matchMedia('(prefers-color-scheme: dark)').matches
  document.documentElement.dataset.theme = next === 'system' ? (dark ? 'dark' : 'light') : next
}

export const density = (): Density =>
  DENSITIES.find((name) => name === read('density')) ?? 'default'

export function setDensity(next: Density) {
  keep('density', next === 'default' ? undefined : next)
  document.documentElement.dataset.density = next
}

/** Whether single letters and signs act as shortcuts: slips and speech input press them too. */
export const letterKeys = () => read('letters') !== 'off'
export const setLetterKeys = (on: boolean) => keep('letters', on ? undefined : 'off')

export const lang = (): Lang => LANGS.find((name) => name === read('lang')) ?? 'ko'

/** Words are loaded per language, so a change reloads the page. */
export function setLang(next: Lang) {
  keep('lang', next)
  location.reload()
}

export const isRailSmall = () => document.documentElement.dataset.rail === 'min'

export function setRailSmall(small: boolean) {
  keep('rail', small ? 'min' : 'full')
  if (small) document.documentElement.dataset.rail = 'min'
  else delete document.documentElement.dataset.rail
}

/** Kept for one tab and its reloads. A duplicated tab begins with a copy. */
export const tabPref = (name: string) => ({
  read: () => {
    try {
      return sessionStorage.getItem(`maru.${name}`) ?? undefined
    } catch {
      return undefined
    }
  },
  keep: (value: string | undefined) => {
    try {
      if (value === undefined) sessionStorage.removeItem(`maru.${name}`)
      else sessionStorage.setItem(`maru.${name}`, value)
    } catch {
      // Without storage the value ends with the page.
    }
  },
})

/** A view's own setting (columns, open filters), kept per device under its own name. */
export const viewPref = (name: string) => ({
  read: () => read(`view.${name}`),
  keep: (value: string | undefined) => keep(`view.${name}`, value),
})

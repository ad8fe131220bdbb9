import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ACTION_CAPTIONS } from '#api/audit/captions.ts'
import { ENGLISH, KOREAN, type Term } from './glossary.ts'

// Rules of the texts: one term for one thing, and no unused text.

type Area = Record<string, string>
const SITE = new URL('../../', import.meta.url).pathname
const areas = readdirSync(join(SITE, 'lib/i18n/ko')).map((file) => file.replace('.ts', ''))
async function load(lang: 'ko' | 'en', area: string): Promise<Area> {
  const file: Record<string, Area> = await import(`./${lang}/${area}.ts`)
  return file[area] ?? {}
}

/** `area.key: text` of every text with a word that its glossary forbids. */
async function breaches(lang: 'ko' | 'en', terms: readonly Term[]): Promise<string[]> {
  const found: string[] = []
  for (const area of areas)
    for (const [key, text] of Object.entries(await load(lang, area)))
      for (const { use, never, unless = [] } of terms)
        if (never.test(text) && !unless.includes(`${area}.${key}`))
          found.push(`${area}.${key}: ${text} — say ${use}`)
  return found
}

describe('one word for one thing', () => {
  test('in Korean', async () => expect(await breaches('ko', KOREAN)).toEqual([]))
  test('in English', async () => expect(await breaches('en', ENGLISH)).toEqual([]))
  test('on the screens and in Excel an event has one name', async () => {
    const audit = await load('ko', 'audit')
    for (const [action, caption] of Object.entries(ACTION_CAPTIONS))
      expect(caption, action).toBe(audit[`do.${action}`])
  })
})

/** Formal Korean is for public pages and the texts that everybody agrees to; screens use 해요체. */
const FORMAL = ['landing', 'legal']
test('screens use 해요체', async () => {
  for (const area of areas.filter((one) => !FORMAL.includes(one)))
    for (const [key, text] of Object.entries(await load('ko', area)))
      expect(text, `${area}.${key}`).not.toMatch(/(습|합|입|됩|옵|갑|줍)니다|하십시오|바랍니다/)
})

test('every text is shown somewhere', async () => {
  const sources = sourcesIn(SITE)
  const unused: string[] = []
  for (const area of areas) {
    const near = sources.filter((text) => text.includes(`'${area}'`) || text.includes(`${area}.`))
    for (const key of Object.keys(await load('ko', area)))
      if (!near.some((text) => isNamed(text, area, key))) unused.push(`${area}.${key}`)
  }
  expect(unused).toEqual([])
})

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|astro)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\.test\.|\/e2e\/|\/i18n\/(ko|en)\//.test(path))
    .map((path) => readFileSync(path, 'utf8'))
}

/** By its whole name, by its key alone (`say('title')`), or by a template that could produce either. */
function isNamed(text: string, area: string, key: string): boolean {
  const full = `${area}.${key}`
  if ([full, key].some((name) => new RegExp(`['"\`]${RegExp.escape(name)}['"\`]`).test(text)))
    return true
  return templatesIn(text).some((template) => template.test(full) || template.test(key))
}

const kept = new Map<string, RegExp[]>()
function templatesIn(text: string): RegExp[] {
  const known = kept.get(text)
  if (known) return known
  const made = [...text.matchAll(/`([\w.]*\$\{[^`]*)`/g)].flatMap(([, template = '']) => {
    const parts = template.split(/\$\{(?:[^{}]|\{[^}]*\})*\}/)
    // A template that consists of holes could produce anything, so it proves no use.
    return parts.join('').length < 3 || /[^\w.]/.test(parts.join(''))
      ? []
      : [new RegExp(`^${parts.map((part) => RegExp.escape(part)).join('.+')}$`)]
  })
  kept.set(text, made)
  return made
}

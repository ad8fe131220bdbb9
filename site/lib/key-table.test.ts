import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { KEY_PLACES, KEYS, sheetOf } from './key-table.ts'

const SITE = join(import.meta.dirname, '..')
const sources = readdirSync(SITE, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|key-table|^dev/.test(file))
  .map((file) => readFileSync(join(SITE, file), 'utf8'))
  .join('\n')

test('the sheet lists every key of the table, once', () => {
  const shown = KEY_PLACES.flatMap((place) => sheetOf(place).flatMap(({ caps }) => caps))
  expect(shown).toHaveLength(Object.keys(KEYS).length)
})

test('and each of them is bound', () => {
  for (const id of Object.keys(KEYS))
    expect(sources, id).toMatch(new RegExp(`\\b${id}: |'${id}'|KEYS\\.${id}\\b|\\b${id}\\(`))
})

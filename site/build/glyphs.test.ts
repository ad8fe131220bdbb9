import { expect, test } from 'vitest'
import { ksSyllables, unicodeRange, wordsOf } from './glyphs.ts'

test('KS X 1001 has its 2,350 syllables, from 가 to 힝', () => {
  const all = ksSyllables()
  expect([...all]).toHaveLength(2350)
  expect([all[0], all.at(-1)]).toEqual(['가', '힝'])
})

test('neighbours become one range', () => {
  expect(unicodeRange('가각abc')).toBe('U+61-63,U+AC00-AC01')
})

test('the first font has every digit, letter and syllable of the catalogues', async () => {
  const words = await wordsOf(new URL('../', import.meta.url))
  for (const glyph of '0123456789,.−–·%₩ㅈㅅ주문접수대기정산원') expect(words).toContain(glyph)
})

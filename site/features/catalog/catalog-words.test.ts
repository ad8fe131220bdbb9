import { beforeAll, expect, test } from 'vitest'
import { reference } from '../../lib/i18n/ko/reference.ts'
import { setWords } from '../../lib/i18n/t.ts'
import { bandOf, beginOf, validityWords } from './catalog-words.ts'
import { changedOf } from './use-seen.ts'

beforeAll(() => setWords('ko', { reference }))

test.each([
  [105_000, '110K'],
  [99_000, '99K'],
  [90_000, '99K'],
  [115_000, '121K'],
  [1, '11K'],
])('a fee of %i won is in the default band %s', (fee, band) => {
  expect(bandOf(fee)).toBe(band)
})

test('a day begins at midnight in Korea', () => {
  expect(beginOf('2026-12-01')).toBe('2026-11-30T15:00:00.000Z')
})

test.each([
  ['2026-03-01', null, '2026-03-01부터'],
  ['2024-03-01', '2026-10-31', '2024-03-01 – 2026-10-31'],
  [null, '2026-10-31', '2026-10-31까지'],
  [null, null, '기한 없음'],
])('validity from %s until %s is said as %s', (validFrom, validUntil, said) => {
  expect(validityWords({ validFrom, validUntil })).toBe(said)
})

test('an edit sends what its person changed, and nothing else', () => {
  const palette = [{ name: '블랙', code: null }]
  const before = { name: 'S26', modelCode: 'GN-0', palette }
  expect(changedOf({ ...before, palette: [{ name: '블랙', code: null }] }, before)).toEqual({})
  expect(changedOf({ ...before, modelCode: 'GN-1' }, before)).toEqual({ modelCode: 'GN-1' })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TIERS } from '#db/words.ts'
import { codePrefix, formatCode, NUMBER_MAX, parseCode } from './code.ts'

test('a code contains tier, Seoul day and number', () => {
  expect(formatCode('hq', '2026-11-20', 1)).toBe('HQ-261120-0001')
  expect(formatCode('agency', '2026-11-20', 42)).toBe('AG-261120-0042')
  expect(formatCode('retail', '2027-01-02', 9999)).toBe('RT-270102-9999')
})

test('a number outside the range is refused', () => {
  for (const number of [0, -1, 1.5, NUMBER_MAX + 1])
    expect(() => formatCode('hq', '2026-11-20', number)).toThrow(RangeError)
})

test('a formatted code is parsed in every notation', () => {
  const days = fc
    .integer({ min: 0, max: 36_000 })
    .map((n) => new Date(Date.UTC(2000, 0, 1) + n * 86_400_000).toISOString().slice(0, 10))
  fc.assert(
    fc.property(
      fc.constantFrom(...TIERS),
      days,
      fc.integer({ min: 1, max: NUMBER_MAX }),
      (tier, day, number) => {
        const code = formatCode(tier, day, number)
        expect(code.startsWith(codePrefix(tier, day))).toBe(true)
        expect(parseCode(code)).toEqual({ code, tier, day, number })
        expect(parseCode(` ${code.toLowerCase()}\n`)).toEqual({ code, tier, day, number })
      },
    ),
  )
})

test.each([
  'HQ 261120 0001',
  'hq2611200001',
  'ＨＱ－２６１１２０－０００１',
  'HQ–261120—0001',
  ' HQ -261120- 0001\u200B',
])('%j is accepted', (text) => {
  expect(parseCode(text)?.code).toBe('HQ-261120-0001')
})

test.each([
  '',
  'HQ',
  'XX-261120-0001',
  'HQ-261320-0001',
  'HQ-260230-0001',
  'HQ-261120-0000',
  'HQ-261120-00001',
  'HQ-261120-001',
  'HQ261120-0001',
])('%j is no code', (text) => {
  expect(parseCode(text)).toBeUndefined()
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPhone, parsePhone } from './phone.ts'
import { formatPhone, mayBecomePhone, phoneLengths } from './phone-groups.ts'

test.each([
  ['010-1234-5678', '01012345678', '010-1234-5678'],
  ['01012345678', '01012345678', '010-1234-5678'],
  ['011-234-5678', '0112345678', '011-234-5678'],
  ['02-123-4567', '021234567', '02-123-4567'],
  ['02-1234-5678', '0212345678', '02-1234-5678'],
  ['(031) 123.4567', '0311234567', '031-123-4567'],
  ['0507-1234-5678', '050712345678', '0507-1234-5678'],
  ['0505 123 4567', '05051234567', '0505-123-4567'],
  ['070-1234-5678', '07012345678', '070-1234-5678'],
  ['080-123-4567', '0801234567', '080-123-4567'],
  ['1588-1234', '15881234', '1588-1234'],
  ['+82 10-1234-5678', '01012345678', '010-1234-5678'],
  ['+82 (0)10 1234 5678', '01012345678', '010-1234-5678'],
  ['+82-2-123-4567', '021234567', '02-123-4567'],
  ['+82 1588-1234', '15881234', '1588-1234'],
  ['821012345678', '01012345678', '010-1234-5678'],
  ['０１０－１２３４－５６７８', '01012345678', '010-1234-5678'],
  ['010–1234—5678', '01012345678', '010-1234-5678'],
  ['\u202A010\u20111234\u20115678\u202C', '01012345678', '010-1234-5678'],
])('%s is one number', (text, digits, shown) => {
  expect(parsePhone(text)).toEqual({ digits })
  expect(formatPhone(digits)).toBe(shown)
})

test.each([
  ['', 'empty'],
  [' \u3164 ', 'empty'],
  ['000000000', 'unknown_prefix'],
  ['010-0000-0000', 'unknown_prefix'],
  ['099-123-4567', 'unknown_prefix'],
  ['034-123-4567', 'unknown_prefix'],
  ['+1 212 555 0100', 'unknown_prefix'],
  ['2125550100', 'unknown_prefix'],
  ['1', 'too_short'],
  ['010-1234-567', 'too_short'],
  ['02-123-456', 'too_short'],
  ['010-1234-56789', 'too_long'],
  ['02-1234-56789', 'too_long'],
  ['1588-12345', 'too_long'],
  ['010-1234-567a', 'unreadable'],
  ['협의', 'unreadable'],
  ['010-1234-5678, 010-2222-3333', 'unreadable'],
  ['---', 'unreadable'],
])('%s is no number: %s', (text, fault) => {
  expect(parsePhone(text)).toEqual({ fault })
})

test('a mobile number is required only where the field requires one', () => {
  expect(isPhone('02-123-4567')).toBe(true)
  expect(isPhone('02-123-4567', 'mobile')).toBe(false)
  expect(isPhone('010-1234-5678', 'mobile')).toBe(true)
  expect(isPhone('016-234-5678', 'mobile')).toBe(true)
})

const number = fc
  .constantFrom('010', '011', '02', '031', '064', '050', '070', '080', '15', '16', '18')
  .chain((start) => {
    const known = phoneLengths(`${start}00`)
    if (!known) throw new Error(`${start} begins no number`)
    return fc
      .integer({ min: known.min - start.length, max: known.max - start.length })
      .chain((length) =>
        fc.stringMatching(new RegExp(`^[0-9]{${length}}$`)).map((rest) => start + rest),
      )
  })
  .filter((digits) => !/0000/.test(digits))

test('a formatted number reads back as the same digits, and so does every prefix of it', () => {
  fc.assert(
    fc.property(number, (digits) => {
      expect(parsePhone(formatPhone(digits))).toEqual({ digits })
      for (let length = 0; length <= digits.length; length++) {
        const begun = digits.slice(0, length)
        expect(mayBecomePhone(begun)).toBe(true)
        expect(formatPhone(begun).replaceAll('-', '')).toBe(begun)
      }
    }),
  )
})

test('no text throws, and an accepted number is digits of a known length', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[+0-9 -]*$/)),
      (text) => {
        const read = parsePhone(text)
        if ('fault' in read) return
        const { min, max } = phoneLengths(read.digits) ?? { min: Number.NaN, max: Number.NaN }
        expect(read.digits).toMatch(/^[01]\d+$/)
        expect(read.digits.length >= min && read.digits.length <= max).toBe(true)
      },
    ),
  )
})

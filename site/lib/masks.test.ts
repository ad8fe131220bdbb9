import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { MaskName } from './mask-groups.ts'
import { maskSays } from './mask-words.ts'
import { masked, maskProblem, typeMask } from './masks.ts'
import { typedField } from './testing-field.ts'
import { speakKorean } from './testing-words.ts'

beforeAll(speakKorean)

const field = (mask: MaskName, start: string) =>
  typedField(start, (change) =>
    typeMask(mask, { ...change, isPasted: change.pasted !== undefined }),
  )

describe('carets stay', () => {
  test('a digit typed after a deletion goes to the same place', () => {
    const phone = field('phone', '010-12|34-5678').backspace()
    expect(phone.shown()).toBe('010-1|345-678')
    expect(phone.type('9').shown()).toBe('010-19|34-5678')
  })
  test('deleting a hyphen deletes the digit beside it', () => {
    expect(field('phone', '010-|1234-5678').backspace().shown()).toBe('01|1-234-5678')
    expect(field('phone', '010|-1234-5678').erase().shown()).toBe('010|-2345-678')
  })
  test('a digit in the middle of a birth date', () => {
    expect(field('birth', '199|-03-14').type('1').shown()).toBe('1991|-03-14')
  })
  test('an extra digit is shown, not cut off', () => {
    const phone = field('phone', '|').type('010-1234-56789')
    expect([phone.shown(), phone.value()]).toEqual(['010-1234-56789|', '010123456789'])
    expect(maskSays('phone', phone.value() ?? '')).toBe('1자리가 많아요. 11자리로 입력해 주세요.')
  })
})

describe('telephone numbers', () => {
  test.each([
    ['+82 10-1234-5678', '010-1234-5678'],
    ['82-10-1234-5678', '010-1234-5678'],
    ['０１０－１２３４－５６７８', '010-1234-5678'],
    ['010 1234 5678', '010-1234-5678'],
    ['02-1234-5678', '02-1234-5678'],
    ['02-123-4567', '02-123-4567'],
    ['033-256-1234', '033-256-1234'],
    ['0331234567', '033-123-4567'],
    ['1588-1234', '1588-1234'],
    ['0505-1234-5678', '0505-1234-5678'],
  ])('%s is taken as %s', (text, shown) => {
    expect(field('phone', '|').paste(text).shown()).toBe(`${shown}|`)
    expect(maskSays('phone', field('phone', '|').paste(text).value() ?? '')).toBeUndefined()
  })
  test.each([
    ['+82 10-1234-5678', '010-1234-5678'],
    ['02-123-4567', '02-123-4567'],
    ['02-1234-5678', '02-1234-5678'],
    ['1588-1234', '1588-1234'],
  ])('%s may be typed as well', (text, shown) =>
    expect(field('phone', '|').type(text).shown()).toBe(`${shown}|`),
  )
  test.each([
    ['010123456', '2자리가 모자라요. 11자리로 입력해 주세요.'],
    ['0101234567', '1자리가 모자라요. 11자리로 입력해 주세요.'],
    ['0991234567', '이렇게 시작하는 전화번호는 없어요. 앞자리를 확인해 주세요.'],
    ['010-12ab', '숫자만 입력해 주세요.'],
  ])('%s is refused: %s', (text, said) => expect(maskSays('phone', text)).toBe(said))
})

describe('numbers with a format', () => {
  test.each([
    ['phone', '01012345678', '010-1234-5678'],
    ['phone', '010123', '010-123'],
    ['business', '1234567891', '123-45-67891'],
    ['birth', '1991-03-14', '1991-03-14'],
    ['business', '협의', '협의'],
  ] as const)('%s %s is shown as %s', (mask, text, shown) => expect(masked(mask, text)).toBe(shown))

  test('missing digits are counted', () => {
    expect(maskProblem('business', '123456789')).toEqual({ is: 'short', by: 1, length: 10 })
    expect(maskProblem('imei', '35')).toEqual({ is: 'short', by: 13, length: 15 })
    expect(maskProblem('eid', '1'.repeat(33))).toEqual({ is: 'long', by: 1, length: 32 })
  })

  test('a wrong check digit differs from a missing one', () => {
    expect(maskProblem('imei', '490154203237518')).toBeUndefined()
    expect(maskProblem('imei', '490154203237519')).toEqual({ is: 'wrong' })
    expect(maskProblem('business', '2208162517')).toBeUndefined()
    expect(maskProblem('business', '2208162518')).toEqual({ is: 'wrong' })
    expect(maskProblem('birth', '19910230')).toEqual({ is: 'wrong' })
  })

  test('text that is not digits stays as typed and is no number', () => {
    expect(field('business', '220-81|').type('가').value()).toBe('220-81가')
    expect(maskProblem('business', '220-81가')).toEqual({ is: 'unreadable' })
  })

  test('digits typed at any places are all there, in their order', () => {
    const masks = fc.constantFrom<MaskName>('phone', 'business', 'imei', 'eid', 'birth', 'account')
    const moves = fc.array(fc.record({ at: fc.nat(40), digit: fc.nat(9) }), { maxLength: 34 })
    fc.assert(
      fc.property(masks, moves, (mask, all) => {
        let digits = ''
        let text = ''
        for (const { at, digit } of all) {
          const caret = Math.min(at, text.length)
          const before = text.slice(0, caret).replace(/\D/g, '').length
          digits = digits.slice(0, before) + digit + digits.slice(before)
          const next = text.slice(0, caret) + digit + text.slice(caret)
          const typed = typeMask(mask, { before: text, text: next, caret: caret + 1 })
          expect(typed.value).toBe(digits)
          expect(typed.text.slice(0, typed.caret).replace(/\D/g, '')).toHaveLength(before + 1)
          text = typed.text
        }
      }),
    )
  })
})

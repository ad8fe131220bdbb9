import { describe, expect, test } from 'vitest'
import { typeAmount } from './amount-typing.ts'
import { typedField } from './testing-field.ts'

/** A money field, which groups its own text until other text is typed or pasted. */
function field(start = '|') {
  let isOwn = true
  return typedField(start, (change) => {
    const typed = typeAmount(change, isOwn)
    isOwn = typed.isOwn
    return { ...typed, value: typed.won }
  })
}

describe('key by key', () => {
  test.each([
    ['1.2억', 120_000_000],
    ['1억2천만', 120_000_000],
    ['2천만', 20_000_000],
    ['천만', 10_000_000],
    ['1,234,000', 1_234_000],
    ['1234000원', 1_234_000],
    ['₩5000', 5_000],
    ['１２３４', 1_234],
    ['-500', -500],
    ['007', 7],
    ['1,2', undefined],
    ['1,00,000', undefined],
    ['1.', undefined],
    ['협의', undefined],
    ['(1,000)', -1_000],
  ])('%s is %s', (text, won) => expect(field().type(text).value()).toBe(won))

  test('the text stays as typed while it holds more than digits', () => {
    expect(field().type('1.2억').shown()).toBe('1.2억|')
    expect(field().type('1억2천만').shown()).toBe('1억2천만|')
  })
  test('an earlier readable value is dropped once the text is unreadable', () => {
    const amount = field().type('12')
    expect(amount.value()).toBe(12)
    expect(amount.type('a').value()).toBeUndefined()
  })
})

describe('the caret', () => {
  test.each([
    ['1,|234', '5', '15|,234'],
    ['|234', '1', '1|,234'],
    ['1,234|,567', '8', '12,348|,567'],
    ['999|', '9', '9,999|'],
  ])('stays behind its digits: %s and %s', (start, typed, after) =>
    expect(field(start).type(typed).shown()).toBe(after),
  )
  test('deleting a comma deletes the digit before it', () => {
    expect(field('1,234|,567').backspace().shown()).toBe('123|,567')
    expect(field('1,|234').backspace().shown()).toBe('|234')
  })
})

describe('pasting', () => {
  test.each([
    ['￦1,234,000', 1_234_000, '1,234,000'],
    ['1억2천만', 120_000_000, '1억2천만'],
    ['1,234,000.00', 1_234_000, '1,234,000.00'],
    ['1,2', undefined, '1,2'],
    ['1만2만', undefined, '1만2만'],
    ['협의', undefined, '협의'],
    ['1,000 2,000', undefined, '1,000 2,000'],
  ])('%s', (pasted, won, shown) => {
    const amount = field().paste(pasted)
    expect(amount.value()).toBe(won)
    if (won === undefined) expect(amount.shown()).toBe(`${shown}|`)
  })
  test('digits pasted into an amount become its digits', () => {
    expect(field('1,2|34').paste('99').shown()).toBe('129,9|34')
  })
})

import { describe, expect, test } from 'vitest'
import { fieldOf } from '#api/forms/fields.ts'
import { answerIn } from './barcodes.ts'

const BOX = ['8806095299358', 'R3CX1234ABC', '350000000000006', '89049032123451234512345678901235']

describe('of the codes on one box', () => {
  test.each([
    ['imei', '350000000000006'],
    ['eid', '89049032123451234512345678901235'],
  ])('the %s is found by its check digits', (key, answer) => {
    const field = fieldOf(key)
    expect(field && answerIn(field, BOX)).toBe(answer)
    expect(field && answerIn(field, ['350000000000007', '8806095299358'])).toBeUndefined()
  })
})

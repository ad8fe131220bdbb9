import { describe, expect, test } from 'vitest'
import { fieldOf } from '#api/forms/fields.ts'
import { answersIn } from './barcodes.ts'

const BOX = ['8806095299358', 'R3CX1234ABC', '350000000000006', '89049032123451234512345678901235']

describe('of the codes on one box', () => {
  test.each([
    ['imei', '350000000000006'],
    ['eid', '89049032123451234512345678901235'],
  ])('the %s is found by its check digits', (key, answer) => {
    const field = fieldOf(key)
    expect(field && answersIn(field, BOX)).toEqual([answer])
    expect(field && answersIn(field, ['350000000000007', '8806095299358'])).toEqual([])
  })

  test.each(['device_serial', 'sim_serial'])(
    'no product code and no IMEI is taken for a %s, which has no check digits',
    (key) => {
      const field = fieldOf(key)
      expect(field && answersIn(field, BOX)).toEqual(['R3CX1234ABC'])
      expect(field && answersIn(field, ['0885909950805', '885909950805'])).toEqual([])
    },
  )

  test('two that fit are both named, so that neither is guessed', () => {
    const imei = fieldOf('imei')
    const two = ['350000000000006', '350000000000014', '350000000000006']
    expect(imei && answersIn(imei, two)).toEqual(['350000000000006', '350000000000014'])
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recordsOf } from './separated-text.ts'

const fieldsOf = (text: string, separator = ',') =>
  [...recordsOf(text, separator)].map(({ fields }) => fields)

describe('records', () => {
  test.each([
    ['', []],
    ['a', [['a']]],
    ['a,b\n', [['a', 'b']]],
    [
      'a,b\r\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a\rb', [['a'], ['b']]],
    [',', [['', '']]],
    ['a,\nb', [['a', ''], ['b']]],
    ['a\n\nb', [['a'], [''], ['b']]],
    ['"a,b","c\nd"', [['a,b', 'c\nd']]],
    ['"5"" disc",x', [['5" disc', 'x']]],
    ['a"b,c', [['a"b', 'c']]],
    ['"",x', [['', 'x']]],
  ])('%j', (text, records) => expect(fieldsOf(text)).toEqual(records))

  test('say where quotes are uneven or never close', () => {
    const [uneven] = recordsOf('"c"d",e\nf', ',')
    expect(uneven).toEqual({ fields: ['cd"', 'e'], isUneven: true, isOpen: false })
    const records = [...recordsOf('a,b\n"c,d\ne', ',')]
    expect(records.at(-1)).toMatchObject({ fields: ['c,d\ne'], isOpen: true })
  })
})

test('what is written with quotes is read back, whatever it holds', () => {
  const field = fc.string({ unit: fc.constantFrom(...'가a",;\t\r\n '), maxLength: 8 })
  const records = fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 4,
  })
  fc.assert(
    fc.property(records, fc.constantFrom(',', ';', '\t', '|'), (written, separator) => {
      const text = written
        .map((fields) => fields.map((one) => `"${one.replaceAll('"', '""')}"`).join(separator))
        .join('\r\n')
      expect(fieldsOf(text, separator)).toEqual(written)
    }),
  )
})

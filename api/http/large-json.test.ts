import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonPieces } from './large-json.ts'

const long = fc.array(fc.oneof(fc.string(), fc.record({ row: fc.nat(), shown: fc.string() })), {
  minLength: 90,
  maxLength: 320,
})
const value = fc.oneof(
  fc.jsonValue(),
  long,
  fc.dictionary(fc.string(), fc.oneof(long, fc.constant(undefined))),
)

test('the pieces are the text of the whole', () => {
  fc.assert(
    fc.property(value, (value) => {
      expect([...jsonPieces(value)].join('')).toBe(JSON.stringify(value))
    }),
  )
})

test('a long array comes in several pieces, also within an object', () => {
  const rows = Array.from({ length: 1_000 }, (_, row) => ({ row }))
  const longest = Math.max(...[...jsonPieces({ rows })].map((piece) => piece.length))
  expect(longest).toBeLessThan(JSON.stringify(rows).length / 9)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { cursorOf, isCursor, positionOf } from './cursor.ts'

test('a cursor encodes where the page ended, and in which part of the list', () => {
  const instants = fc.date({
    min: new Date('2000-01-01'),
    max: new Date('2099-12-31'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(instants, fc.boolean(), (at, waiting) => {
      const position = { id: newId(at), waiting }
      const cursor = cursorOf(position)
      expect(isCursor(cursor)).toBe(true)
      expect(positionOf(cursor)).toEqual(position)
    }),
  )
})

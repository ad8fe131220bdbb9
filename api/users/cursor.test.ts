import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { newId } from '../ids.ts'
import { cursorOf, positionOf } from './cursor.ts'

test('a cursor is an id and says which part of the list it ended in', () => {
  const instants = fc.date({
    min: new Date('2000-01-01'),
    max: new Date('2099-12-31'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(instants, fc.boolean(), (at, waiting) => {
      const position = { id: newId(at), waiting }
      const cursor = cursorOf(position)
      expect(z.uuid().safeParse(cursor).success).toBe(true)
      expect(positionOf(cursor)).toEqual(position)
    }),
  )
})

import { expect, test } from 'vitest'
import { firstIdAt, newId } from './ids.ts'

const at = new Date('2026-11-20T03:00:00.123Z')

test('ids of one millisecond sort in the order of their creation', () => {
  const made = Array.from({ length: 2000 }, () => newId(at))
  expect(made.toSorted()).toEqual(made)
  expect(new Set(made).size).toBe(made.length)
})

test('an id is a UUIDv7 that lies in the range of its instant', () => {
  const id = newId(at)
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(id >= firstIdAt(at)).toBe(true)
  expect(id < firstIdAt(new Date(at.getTime() + 1))).toBe(true)
})

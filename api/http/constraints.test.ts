import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { text } from '#db/values.ts'
import { openWorld, type World } from '#tests/world.ts'
import { constraintProblem, INVARIANTS, SENTENCES } from './constraints.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('every constraint has a sentence, or a reason why no input violates it', async () => {
  const rules = await rowsOf(
    world.platform.db,
    // Unique indexes that are no constraint count too; primary keys are ids that the product makes.
    sql`select conname as name from pg_constraint where contype in ('c', 'u') and connamespace = 'public'::regnamespace
      union select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
        where i.indisunique and not i.indisprimary and c.relnamespace = 'public'::regnamespace order by 1`,
    { name: text },
  )
  const known = [...Object.keys(SENTENCES), ...Object.keys(INVARIANTS)]
  expect(rules.map(({ name }) => name).toSorted()).toEqual(known.toSorted())
})

describe('a refusal of the database', () => {
  test.each(Object.entries(SENTENCES))('%s says what to do', (name, { code, detail }) => {
    expect(constraintProblem('23514', name)).toMatchObject({ code, message: detail })
  })
  test.each(Object.keys(INVARIANTS))('%s is an error of the server', (name) => {
    expect(constraintProblem('23514', name)).toBeUndefined()
  })
  test.each([
    ['an unknown unique name', '23505', 'conflict'],
    ['a record that is gone', '23503', 'conflict'],
    ['a missing value', '23502', 'invalid_input'],
    ['a number out of range', '22003', 'invalid_input'],
    ['an invalid day', '22008', 'invalid_input'],
    ['NUL', '22021', 'invalid_input'],
    ['an unreadable value', '22P02', 'invalid_input'],
  ])('%s', (_, state, code) => {
    expect(constraintProblem(state, undefined)?.code).toBe(code)
  })
  test('any other error stays an error of the server', () => {
    expect(constraintProblem('23514', 'unheard_of')).toBeUndefined()
    expect(constraintProblem(undefined, undefined)).toBeUndefined()
  })
})

import { expect, test } from 'vitest'
import { openWorld } from '#tests/world.ts'
import { systemActor } from '../access/actor.ts'
import { testPlatform } from '../platform/test.ts'
import { parseCode } from './code.ts'
import { createCompany } from './commands.ts'

const COMPANIES = 100

test('a hundred companies of one tier and day, created by two processes at once, get a hundred codes', async () => {
  const world = await openWorld({ connections: 40 })
  const second = testPlatform({ databaseUrl: world.database.url, connections: 40 })
  const { hq } = await world.mintTree()
  const ctx = world.ctxOf(systemActor(hq.id))
  const made = await Promise.all(
    Array.from({ length: COMPANIES }, (_, i) =>
      createCompany(i % 2 ? ctx : { ...ctx, ...second }, {
        tier: 'agency',
        name: `동시 ${i}`,
        parentId: hq.id,
      }),
    ),
  )
  const numbers = made.map(({ code }) => parseCode(code)?.number ?? 0).toSorted((a, b) => a - b)
  const [first = 0] = numbers
  // The numbers also have no gap: the tree had two agencies before.
  expect(first).toBe(3)
  expect(numbers).toEqual(Array.from({ length: COMPANIES }, (_, i) => first + i))
  await second.close()
  await world.close()
})

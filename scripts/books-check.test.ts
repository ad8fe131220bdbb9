import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/world.ts'
import { checkBooks } from './books-check.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const key = Buffer.alloc(32, 7).toString('base64url')

test('prints every fault, and returns whether the books balance', async () => {
  const { hq, a } = await world.mintTree()
  await hq.admin.post('rebates/allocations', {
    period: { start: '2026-11-01', end: '2026-11-30' },
    items: [{ companyId: a.id, amountWon: 1_000 }],
  })
  const check = async () => {
    const printed: string[] = []
    const env = {
      DATABASE_URL: world.database.url,
      TOKEN_KEYS: `k1:${key}`,
      VAULT_KEYS: `k1:${key}`,
    }
    const hold = await checkBooks(env, (line) => printed.push(line))
    return { hold, printed }
  }
  expect(await check()).toEqual({ hold: true, printed: ['The books hold.'] })

  await world.platform.db.execute(
    sql`update accounts set balance = balance + 1 where kind = 'available'`,
  )
  const { hold, printed } = await check()
  expect(hold).toBe(false)
  expect(printed).toContainEqual(expect.stringMatching(/^balance: \d+: expected 1000, found 1001$/))
  expect(printed.at(-1)).toMatch(/^Faults: \d+\.$/)
})

test('a folder without books is reported, not created', async () => {
  await expect(checkBooks({ MARU_DATA: '/nowhere/maru' }, () => {})).rejects.toThrow(
    'There is no database in /nowhere/maru/postgres: set DATABASE_URL, or MARU_DATA',
  )
})

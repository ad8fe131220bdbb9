import { eq, sql } from 'drizzle-orm'
import { bigint, pgTable, text } from 'drizzle-orm/pg-core'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '#tests/database.ts'
import { startNeonProxy } from '#tests/servers/neon-proxy.ts'
import type { Db } from './db.ts'
import { openNeon } from './neon.ts'
import { openPool } from './node.ts'

const purses = pgTable('purses', {
  id: text().primaryKey(),
  heldWon: bigint({ mode: 'number' }).notNull(),
})

const database = await testDatabase()
const proxy = await startNeonProxy(database.url)
const node = openPool(database.url, { max: 8, applicationName: 'maru-drivers' })
const neon = openNeon(database.url, { wsProxy: proxy.wsProxy })
await node.db.execute(sql`create table purses (id text primary key, held_won bigint not null)`)

afterAll(async () => {
  await neon.close()
  await node.close()
  await proxy.close()
  await database.drop()
})

/** The SQLSTATE of the error, at any depth of the driver's wrapping. */
async function stateOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
  } catch (thrown) {
    for (let at = thrown; at instanceof Error; at = at.cause) if ('code' in at) return at.code
    return thrown
  }
  return 'done'
}
const isOver = (promise: Promise<unknown>) =>
  Promise.race([promise.then(() => true), node.db.execute(sql`select 1`).then(() => false)])

describe.each([
  ['node-postgres', node.db],
  ['neon through its proxy', neon.db],
] satisfies [string, Db][])('%s', (_, db) => {
  beforeEach(async () => {
    await node.db.execute(sql`truncate purses`)
    await node.db.insert(purses).values({ id: 'one', heldWon: 100 })
  })
  const held = async () => (await db.select().from(purses).where(eq(purses.id, 'one')))[0]?.heldWon

  test('a query answers in our own spelling, with numbers', async () => {
    expect(await db.select().from(purses)).toEqual([{ id: 'one', heldWon: 100 }])
    const raw = await db.execute(sql`select held_won from purses`)
    expect(raw).toMatchObject({ rows: [{ held_won: 100 }] })
  })

  test('the effects of a transaction are visible after it', async () => {
    await db.transaction(async (tx) => {
      await tx.update(purses).set({ heldWon: 40 })
      await tx.insert(purses).values({ id: 'two', heldWon: 60 })
    })
    expect(await db.select().from(purses)).toHaveLength(2)
  })

  test('a transaction that throws leaves nothing behind', async () => {
    const work = db.transaction(async (tx) => {
      await tx.update(purses).set({ heldWon: 0 })
      throw new Error('changed our mind')
    })
    await expect(work).rejects.toThrow('changed our mind')
    expect(await held()).toBe(100)
  })

  test('a locked row is refused with `nowait`, and awaited without', async () => {
    let waiter: Promise<unknown> = Promise.resolve()
    await db.transaction(async (tx) => {
      await tx.select().from(purses).where(eq(purses.id, 'one')).for('update')
      const impatient = db.select().from(purses).for('update', { noWait: true })
      expect(await stateOf(impatient)).toBe('55P03')
      // It starts now and can run only after the commit, so it must see the value written here.
      waiter = db
        .update(purses)
        .set({ heldWon: sql`${purses.heldWon} * 2` })
        .then()
      expect(await isOver(waiter)).toBe(false)
      await tx.update(purses).set({ heldWon: 30 })
    })
    await waiter
    expect(await held()).toBe(60)
  })

  test('the largest exact number passes; one more is an error, never a rounded amount', async () => {
    await node.db.execute(sql`update purses set held_won = ${Number.MAX_SAFE_INTEGER}`)
    expect(await held()).toBe(Number.MAX_SAFE_INTEGER)
    await node.db.execute(sql`update purses set held_won = held_won + 1`)
    const refusal = { cause: { message: expect.stringContaining('too large') } }
    await expect(held()).rejects.toMatchObject(refusal)
    await expect(db.execute(sql`select held_won from purses`)).rejects.toMatchObject(refusal)
    await node.db.execute(sql`update purses set held_won = 1`)
    expect(await held()).toBe(1)
  })

  test('a duplicate has its error code', async () => {
    expect(await stateOf(db.insert(purses).values({ id: 'one', heldWon: 1 }))).toBe('23505')
  })

  test('of two transactions that each read the other’s writes, one fails with a serialisation error', async () => {
    const total = sql`select sum(held_won)::bigint from purses`
    const both = { first: Promise.withResolvers<void>(), second: Promise.withResolvers<void>() }
    const add = (id: string, mine: 'first' | 'second', other: 'first' | 'second') =>
      stateOf(
        db.transaction(
          async (tx) => {
            await tx.execute(total)
            both[mine].resolve()
            await both[other].promise
            await tx.insert(purses).values({ id, heldWon: 1 })
          },
          { isolationLevel: 'serializable' },
        ),
      )
    const ends = await Promise.all([add('a', 'first', 'second'), add('b', 'second', 'first')])
    expect(ends.toSorted()).toEqual(['40001', 'done'])
  })

  test('50 transactions at once share the connections of the pool, and none is lost', async () => {
    await Promise.all(
      Array.from({ length: 50 }, () =>
        db.transaction((tx) => tx.update(purses).set({ heldWon: sql`${purses.heldWon} + 1` })),
      ),
    )
    expect(await held()).toBe(150)
  })
})

describe('a connection of node-postgres', () => {
  test.each([
    ['plan_cache_mode', 'force_generic_plan'],
    ['statement_timeout', '30s'],
    ['lock_timeout', '5s'],
    ['application_name', 'maru-drivers'],
  ])('has %s = %s from the start', async (name, value) => {
    const { rows } = await node.pool.query(`show ${name}`)
    expect(rows).toEqual([{ [name]: value }])
  })

  test('that breaks is reported and replaced', async () => {
    const broken = Promise.withResolvers<Error>()
    const own = openPool(database.url, {
      max: 1,
      applicationName: 'maru-broken',
      onError: broken.resolve,
    })
    await own.db.execute(sql`select 1`)
    await node.db.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'maru-broken'`,
    )
    expect(await broken.promise).toBeInstanceOf(Error)
    await own.db.execute(sql`select 1`)
    await own.close()
  })
})

test('the proxy connects to its own database only', async () => {
  const elsewhere = openNeon('postgres://a:b@127.0.0.1:1/c', { wsProxy: proxy.wsProxy })
  await expect(elsewhere.db.execute(sql`select 1`)).rejects.toThrow()
  await elsewhere.close()
})

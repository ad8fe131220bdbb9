import { readFile } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fill } from '#tests/filled.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import type { Fault } from '../ledger/faults.ts'
import { reconcile } from './reconcile.ts'

// Damages valid books in every way that a check covers, and expects the check to name it. The database
// refuses most of this damage, so the triggers are switched off, as a broken disk or a person with full
// access would bypass them.

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  await fill(world, tree, '')
  await fill(world, await world.mintTree(), '')
})
afterAll(() => world.close())

const check = () => reconcile(world.ctxOf(tree.hq.admin.actor))

class PutBack extends Error {}

/** The faults found after the damage, which is then rolled back. */
async function found(damage: string): Promise<Fault[]> {
  let faults: Fault[] = []
  await world.platform.db
    .transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`)
      let rowCount = 0
      for (const statement of damage.split(';'))
        rowCount = ((await tx.execute(sql.raw(statement))) as unknown as { rowCount: number })
          .rowCount
      expect(rowCount, 'the damage touches a row').toBeGreaterThan(0)
      faults = await reconcile({ ...world.ctxOf(tree.hq.admin.actor), db: tx })
      throw new PutBack()
    })
    .catch((error) => {
      if (!(error instanceof PutBack)) throw error
    })
  return faults
}

const one = (table: string, where = 'true', order = 'id') =>
  `(select id from ${table} where ${where} order by ${order} limit 1)`
const order = (status: string) => one('orders', `status = '${status}'`)
const transferOf = (kind: string, status: string) =>
  `(select t.id from transfers t join orders o on o.id = t.subject_id where t.kind = '${kind}' and o.status = '${status}' order by t.id limit 1)`
const legOf = (transfer: string) => `transfer_id = ${transfer}`

/** Each kind of damage with the checks that must report it; others may report it too. */
const DAMAGE: Record<string, [damage: string, ...checks: string[]]> = {
  'a balance': [
    `update accounts set balance = balance + 1 where id = ${one('accounts', 'version > 1')}`,
    'balance',
    'tree',
  ],
  'the version of an account': [
    `update accounts set version = version + 1 where id = ${one('accounts', 'version > 1')}`,
    'version',
  ],
  'a balance below its floor': [
    `alter table accounts drop constraint accounts_not_below_floor; update accounts set floor = balance + 1 where id = ${one('accounts', 'floor is not null')}`,
    'floor',
  ],
  'an account without its entries': [
    `update entries set account_id = -account_id where account_id = ${one('accounts', 'version = 2')}`,
    'balance',
    'version',
  ],
  'a missing entry': [
    `delete from entries where account_id = ${one('accounts', 'version > 2')} and version = 2`,
    'version',
    'running balance',
    'transfer',
  ],
  'an amount': [
    `update entries set amount = amount + 1 where ${legOf(transferOf('post', 'completed'))} and amount > 0`,
    'running balance',
    'transfer',
  ],
  'a running balance': [
    `update entries set balance_after = balance_after + 1 where version = 1 and account_id = ${one('accounts', 'version > 1')}`,
    'running balance',
  ],
  'both legs of a hold': [
    `update entries set amount = amount * 2 where ${legOf(transferOf('hold', 'pending'))}`,
    'running balance',
    'order hold',
  ],
  'a transfer without entries': [
    `delete from entries where ${legOf(transferOf('void', 'rejected'))}`,
    'empty transfer',
    'version',
  ],
  'an account moved to another tree': [
    `update accounts set hq_id = (select hq_id from accounts x where x.hq_id <> accounts.hq_id limit 1) where id = ${one('accounts', "book = 'payable' and version > 0")}`,
    'transfer of another tree',
  ],
  'a missing end of a hold': [
    `update transfers set ends_hold_id = null where id = ${transferOf('post', 'completed')}`,
    'order hold state',
  ],
  'a hold ended by another amount': [
    `update entries set amount = amount - 1 where ${legOf(transferOf('post', 'completed'))} and amount < 0`,
    'hold',
  ],
  'a grant': [
    `update rebate_grants set amount_won = amount_won + 1 where id = ${one('rebate_grants')}`,
    'grant',
  ],
  'a missing grant': [
    `delete from rebate_grants where id = ${one('rebate_grants')}`,
    'budget without a grant',
  ],
  'the sum of a month': [
    `update settlement_totals set won = won + 1 where status = 'paid'`,
    'settlement totals',
    'payable',
  ],
  'the count of a month': [
    `update settlement_totals set lines = lines + 1 where status = 'paid'`,
    'settlement totals',
  ],
  'all totals of the months': ['delete from settlement_totals', 'settlement totals', 'payable'],
  'a missing line': [
    `delete from settlement_lines where id = ${one('settlement_lines', "status = 'paid'")}`,
    'settlement totals',
    'order line',
    'run lines',
  ],
  'the amount of a line': [
    `update settlement_lines set amount_won = amount_won + 1 where id = ${one('settlement_lines', "status = 'paid'")}`,
    'settlement totals',
    'order line',
    'run lines',
  ],
  'the payee of a line': [
    `update settlement_lines set payee_id = hq_id where id = ${one('settlement_lines', "status = 'pending'")}`,
    'order line',
  ],
  'the state of a line': [
    `update settlement_lines set status = 'approved' where id = ${one('settlement_lines', "status = 'paid'")}`,
    'settlement totals',
    'line mark',
  ],
  'the line of an open order': [
    `update settlement_lines set status = 'cancelled' where id = ${one('settlement_lines', "status = 'pending'")}`,
    'order line state',
  ],
  'a line without its payment': [
    `update settlement_lines set payment_run_id = null where id = ${one('settlement_lines', "status = 'paid'")}`,
    'line mark',
    'run lines',
  ],
  'the total of a run': [
    `update settlement_runs set total_won = total_won + 1 where id = ${one('settlement_runs')}`,
    'run',
    'run lines',
  ],
  'a missing run': [
    `delete from settlement_runs where id = ${one('settlement_runs')}`,
    'line mark',
  ],
  'the debt of an account': [
    `update accounts set balance = balance - 1 where id = ${one('accounts', "kind = 'owed'")}`,
    'payable',
    'balance',
  ],
  'the amount of an open order': [
    `update orders set shop_won = shop_won - 1 where id = ${order('pending')}`,
    'order hold',
    'order line',
  ],
  'the amount of a completed order': [
    `update orders set gross_won = gross_won + 1 where id = ${order('completed')}`,
    'order accrual',
    'order line',
    'order totals',
  ],
  'the state of an order': [
    `update orders set status = 'cancelled' where id = ${order('approved')}`,
    'order hold state',
    'order line state',
    'order history',
    'order totals',
  ],
  'an order completed by hand': [
    `update orders set status = 'completed' where id = ${order('shipped')}`,
    'order accrual',
    'order hold state',
  ],
  'a missing accrual': [
    `update transfers set subject_id = null where id = ${transferOf('accrue', 'completed')}`,
    'order accrual',
  ],
  'a hold without its order': [
    `delete from orders where id = ${order('pending')}`,
    'hold without an order',
    'order totals',
  ],
  'a step of a history': [
    `delete from order_history where order_id = ${order('completed')} and seq = 2`,
    'order history',
  ],
  'the instant of an order': [
    `update orders set placed_at = placed_at + interval '1 day' where id = ${order('completed')}`,
    'order instant',
    'order totals',
  ],
  'the count of a day': [
    `update order_totals set orders = orders + 1 where span = 'day' and status = 'completed'`,
    'order totals',
  ],
  'the sum of a week': [
    `update order_totals set shop_won = shop_won + 1 where span = 'week' and status = 'completed'`,
    'order totals',
  ],
  'the sum of a month of orders': [
    `update order_totals set sim_won = sim_won + 1 where span = 'month' and status = 'completed'`,
    'order totals',
  ],
  'the sum of all time': [
    `update order_totals set gross_won = gross_won + 1 where span = 'all' and status = 'completed'`,
    'order totals',
  ],
  'missing totals': [`delete from order_totals where span = 'day'`, 'order totals'],
}

test('the books of two trees with every kind of record hold', async () => {
  expect(await check()).toEqual([])
})

describe('damage is found and named', () => {
  test.each(Object.entries(DAMAGE))('%s', async (_, [damage, ...checks]) => {
    const named = new Set((await found(damage)).map((fault) => fault.check))
    for (const name of checks) expect(named, JSON.stringify([...named])).toContain(name)
  })

  test('and all of it is rolled back', async () => {
    expect(await check()).toEqual([])
  })
})

test('every check has a kind of damage that it finds', async () => {
  const rooms = ['ledger', 'rebates', 'orders', 'settlements']
  const texts = await Promise.all(
    rooms.map((room) => readFile(new URL(`../${room}/check.ts`, import.meta.url), 'utf8')),
  )
  const NAME = /select '([a-z ]+)' as "check"|union all select '([a-z ]+)', id|check: '([a-z ]+)'/g
  const names = texts.flatMap((text) => [...text.matchAll(NAME)].map(([, a, b, c]) => a ?? b ?? c))
  expect(names.length).toBeGreaterThan(20)
  const proved = new Set(Object.values(DAMAGE).flatMap(([, ...checks]) => checks))
  expect(names.filter((name) => !proved.has(name ?? ''))).toEqual([])
})

test('chunk boundaries make no difference', async () => {
  const inChunks = (rows: number) => reconcile(world.ctxOf(tree.hq.admin.actor), { rows })
  for (const rows of [3, 8]) expect(await inChunks(rows)).toEqual([])
})

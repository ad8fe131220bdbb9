import { sql } from 'drizzle-orm'
import { insertMany } from '#db/insert-many.ts'
import { rowsOf } from '#db/rows.ts'
import { orderHistory, orderSecrets, orders } from '#db/schema/orders.ts'
import { text } from '#db/values.ts'
import { nameNow } from '../companies/name-now.ts'
import type { TxCtx } from '../context.ts'
import { storeAnswers } from '../idempotency/once.ts'
import { heldFor } from '../policies/order-facts.ts'
import { forecastLines } from '../settlements/due.ts'
import type { PlacedOrder } from './contract.ts'
import { type OrderRow, orderRow } from './order-row.ts'
import type { HeldOrder, WrittenOrder } from './place-stages.ts'
import { tellPlaced } from './tell-placed.ts'
import { moveTotals } from './totals.ts'

/** Held → written: orders, history, sealed answers, forecast, news, answers, totals; one statement for each. */
export async function writeOrders(shared: TxCtx, held: HeldOrder[]): Promise<WrittenOrder[]> {
  if (held.length === 0) return []
  const written = await insertOrders(shared, held)
  const rows = written.map(({ row }) => row)
  await shared.db.execute(
    insertMany(orderHistory, rows.map(firstEntry), undefined, {
      byCompanyName: nameNow(sql`given.by_company`),
    }),
  )
  await sealAccounts(shared, written)
  await forecastLines(shared, rows)
  await tellPlaced(shared, written)
  await storeAnswers(
    shared,
    written.map(({ ctx, once, answer }) => ({
      ...once,
      userId: ctx.actor.userId,
      status: 201,
      answer,
    })),
  )
  await moveTotals(
    shared,
    rows.map((row) => ({ ...row, by: 1 as const })),
  )
  return written
}

/** Draws at most; a day with millions of orders needs fewer. */
const DRAWS_MAX = 5

/** The names of the line's companies at this moment, which the order keeps. */
const NAMES = {
  hqName: nameNow(sql`given.hq_id`),
  agencyName: nameNow(sql`given.agency_id`),
  retailName: nameNow(sql`given.retail_id`),
}

/** One statement unless a number is taken; only orders with a taken number draw another. */
async function insertOrders(shared: TxCtx, held: HeldOrder[]): Promise<WrittenOrder[]> {
  const placedAt = shared.clock.now()
  const written: WrittenOrder[] = []
  let open = held
  for (let draw = 1; open.length > 0; draw++) {
    if (draw > DRAWS_MAX) throw new Error('no order number is free')
    const drawn = open.map((order) => ({ ...order, row: orderRow(order, placedAt) }))
    const rows = drawn.map(({ row }) => row)
    const stored = await rowsOf(
      shared.db,
      insertMany(orders, rows, sql`on conflict (number) do nothing returning id`, NAMES),
      { id: text },
    )
    const ids = new Set(stored.map(({ id }) => id))
    for (const order of drawn)
      if (ids.has(order.id))
        written.push({ ...order, answer: answerOf(order.row, order.availableWon) })
    open = open.filter(({ id }) => !ids.has(id))
  }
  return written
}

const firstEntry = (row: OrderRow) => ({
  orderId: row.id,
  seq: 1,
  fromStatus: null,
  toStatus: row.status,
  byUser: row.placedBy,
  byCompany: row.retailId,
  reason: null,
  at: row.placedAt,
})

/** Account numbers are stored sealed; only the last four digits are readable in the database. */
async function sealAccounts(shared: TxCtx, written: WrittenOrder[]): Promise<void> {
  const rows = []
  for (const { id, input } of written) {
    const account = input.form.account_number
    if (!account) continue
    rows.push({ orderId: id, ...(await shared.vault.seal(account)), last4: account.slice(-4) })
  }
  if (rows.length > 0) await shared.db.execute(insertMany(orderSecrets, rows))
}

const answerOf = (row: OrderRow, availableWon: number): PlacedOrder => ({
  id: row.id,
  number: row.number,
  status: 'pending',
  version: 1,
  placedAt: row.placedAt.toISOString(),
  shopWon: row.shopWon,
  simWon: row.simWon,
  totalWon: row.shopWon + row.simWon,
  heldWon: heldFor(row.shopWon),
  availableWon,
})

import { sql } from 'drizzle-orm'
import { record } from '#api/audit/record.ts'
import { type Ctx, type TxCtx, transact } from '#api/context.ts'
import { findAnswers, storeAnswers } from '#api/idempotency/once.ts'
import { notify } from '#api/notifications/notify.ts'
import { PlaceOrder } from '#api/orders/contract.ts'
import type { Platform } from '#api/platform/platform.ts'
import { sha256 } from '#api/platform/sha256.ts'
import { authenticationCosts, somebody } from './authentication.ts'
import { each } from './each.ts'
import { HQ_ID } from './volume.ts'

const BATCH = 64
const ROUNDS = 30

class Undo extends Error {}

/** The cost per order of the product's other duties, beside the order itself; medians, in microseconds. */
export async function measureCosts(platform: Platform, order: string): Promise<void> {
  const actor = await somebody(platform)
  const ctx: Ctx = { ...platform, actor, requestId: 'bench' }
  const input = JSON.parse(order)
  const text = `POST /api/v2/orders ${order}`
  const once = () => ({
    userId: actor.userId,
    key: crypto.randomUUID(),
    inputHash: 'x',
    status: 201,
    answer: input,
  })
  const rows: [string, number][] = [
    ...(await authenticationCosts(platform, actor)),
    ['validation of the body', await each(async () => PlaceOrder.parse(input))],
    ['hash of the input', await each(() => Promise.resolve(sha256(text)))],
    [
      'idempotency: look-up and answer',
      await batch(ctx, async (ctx) => {
        const keys = Array.from({ length: BATCH }, once)
        await findAnswers(ctx, keys)
        await storeAnswers(ctx, keys)
      }),
    ],
    [
      'audit',
      await batch(ctx, (ctx) =>
        record(
          ctx,
          ...Array.from({ length: BATCH }, () => ({
            action: 'order.place' as const,
            entityId: actor.userId,
            facts: { number: 'SK-261120-0461' },
          })),
        ),
      ),
    ],
    [
      'notification',
      await batch(ctx, async (ctx) => {
        // A batch is rolled back before its end, so its last statement runs at once.
        const written: Promise<void>[] = []
        const atLast: TxCtx['atLast'] = (write, rows) => void written.push(write(ctx, [...rows]))
        await notify(
          { ...ctx, atLast },
          ...Array.from({ length: BATCH }, () => ({
            companyId: HQ_ID,
            type: 'order_placed' as const,
            subjectId: actor.userId,
            params: { number: 'x' },
          })),
        )
        await Promise.all(written)
      }),
    ],
    [
      'scope of a page of 50',
      (await page(platform, sql`where hq_id = ${HQ_ID}`)) - (await page(platform, sql``)),
    ],
  ]
  console.log(`\n| duty | µs each |\n|---|---|`)
  for (const [name, micros] of rows) console.log(`| ${name} | ${micros.toFixed(1)} |`)
}

/** One batch, rolled back; its orders share the cost. */
async function batch(ctx: Ctx, work: (ctx: TxCtx) => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < ROUNDS; i++)
    await transact(ctx, async (ctx) => {
      const startedAt = performance.now()
      await work(ctx)
      times.push(performance.now() - startedAt)
      throw new Undo('nothing of a measurement stays')
    }).catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error
    })
  return (median(times) / BATCH) * 1000
}

async function page(platform: Platform, where: ReturnType<typeof sql>): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < ROUNDS; i++) {
    const startedAt = performance.now()
    await platform.db.execute(sql`select * from orders ${where} order by id desc limit 50`)
    times.push(performance.now() - startedAt)
  }
  return median(times) * 1000
}

const median = (times: number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0

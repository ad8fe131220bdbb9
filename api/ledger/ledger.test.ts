import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accounts, entries, transfers } from '#db/schema/ledger.ts'
import { openWorld, type World } from '#tests/world.ts'
import { sqlStateOf, transact } from '../context.ts'
import type { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { allocate, distribute, endHolds, holdBudgets } from '../rebates/budget.ts'
import { openAccounts } from './accounts.ts'
import { checkLedger } from './check.ts'
import { post } from './post.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const PERIOD = { start: '2026-11-01', end: '2026-11-30' }
const id = () => newId(world.platform.clock.now())

async function book() {
  const { hq, a, r1 } = await world.mintTree()
  return { hq: hq.admin.actor, a: a.admin.actor, r1: r1.admin.actor }
}
type Cast = Awaited<ReturnType<typeof book>>

type Step =
  | { do: 'allocate'; amount: number }
  | { do: 'distribute'; amount: number }
  | { do: 'hold'; amount: number }
  | { do: 'void'; pick: number }
  | { do: 'post'; pick: number }
const amount = fc.integer({ min: 1, max: 500 })
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constantFrom('allocate', 'distribute', 'hold'), amount }),
    fc.record({ do: fc.constantFrom('void', 'post'), pick: fc.nat(5) }),
  ),
  { maxLength: 25 },
) as fc.Arbitrary<Step[]>

/** A minimal model of the budget: four numbers and the open holds. */
class Model {
  agency = 0
  shop = 0
  held = 0
  used = 0
  open: { orderId: string; amount: number }[] = []
}

const given = (to: string, amountWon: number) => [{ grantId: id(), to, amountWon }]

async function run(cast: Cast, model: Model, step: Step): Promise<void> {
  const as = (actor: Cast['hq']) => world.ctxOf(actor)
  const enough = async (fits: boolean, work: () => Promise<unknown>) => {
    if (fits) return void (await work())
    await expect(work()).rejects.toMatchObject({ code: 'insufficient_balance' })
  }
  if (step.do === 'allocate') {
    await transact(as(cast.hq), (ctx) =>
      allocate(ctx, given(cast.a.companyId, step.amount), PERIOD),
    )
    model.agency += step.amount
  } else if (step.do === 'distribute') {
    const fits = model.agency >= step.amount
    await enough(fits, () =>
      transact(as(cast.a), (ctx) => distribute(ctx, given(cast.r1.companyId, step.amount), PERIOD)),
    )
    if (fits) {
      model.agency -= step.amount
      model.shop += step.amount
    }
  } else if (step.do === 'hold') {
    const orderId = id()
    const [result] = await transact(as(cast.r1), (ctx) =>
      holdBudgets(ctx, [
        { companyId: cast.r1.companyId, orderId, amountWon: step.amount, actorId: cast.r1.userId },
      ]),
    )
    expect(result?.hold).toEqual({
      is: model.shop >= step.amount ? 'held' : 'short',
      availableWon: model.shop >= step.amount ? model.shop - step.amount : model.shop,
    })
    if (model.shop >= step.amount) {
      model.shop -= step.amount
      model.held += step.amount
      model.open.push({ orderId, amount: step.amount })
    }
  } else if (step.do === 'void' || step.do === 'post') {
    const how = step.do
    const [hold] = model.open.splice(step.pick, 1)
    if (!hold) return
    // Twice: the second call must find no hold to end.
    for (let i = 0; i < 2; i++)
      await transact(as(cast.hq), (ctx) => endHolds(ctx, how, [hold.orderId]))
    model.held -= hold.amount
    if (how === 'void') model.shop += hold.amount
    else model.used += hold.amount
  }
}

test('any sequence of commands leaves the books exactly as a simple model says', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const cast = await book()
      const model = new Model()
      for (const step of sequence) await run(cast, model, step)
      const shop = await world.client(cast.r1).get('rebates/balance')
      const agency = await world.client(cast.a).get('rebates/balance')
      expect(agency.body.availableWon).toBe(model.agency)
      expect(shop.body).toMatchObject({
        availableWon: model.shop,
        heldWon: model.held,
        usedWon: model.used,
      })
      expect(await checkLedger(world.ctxOf(cast.hq))).toEqual([])
    }),
    { numRuns: 25 },
  )
}, 120_000)

describe('the database itself refuses', () => {
  const refused = async (work: Promise<unknown>, state: string) => {
    const error = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(sqlStateOf(error)).toBe(state)
  }

  async function oneTransfer() {
    const cast = await book()
    await transact(world.ctxOf(cast.hq), (ctx) =>
      allocate(ctx, given(cast.a.companyId, 1000), PERIOD),
    )
    return cast
  }

  test('a change or deletion of written rows', async () => {
    await oneTransfer()
    const { db } = world.platform
    await refused(db.update(entries).set({ amount: 1 }), '23000')
    await refused(db.delete(entries), '23000')
    await refused(db.update(transfers).set({ note: 'x' }), '23000')
    await refused(db.delete(transfers), '23000')
  })

  test('a transfer that does not balance', async () => {
    const { hq } = await book()
    await refused(
      transact(world.ctxOf(hq), async (ctx) => {
        const [source] = await openAccounts(ctx, [sourceOf(hq)])
        if (!source) throw new Error('no account')
        await post(ctx, [
          { id: id(), kind: 'allocate', subjectId: id(), legs: [{ account: source, amount: -5 }] },
        ])
      }),
      '23000',
    )
  })

  test('a balance below its floor', async () => {
    const cast = await oneTransfer()
    await refused(
      world.platform.db
        .update(accounts)
        .set({ balance: -1 })
        .where(eq(accounts.companyId, cast.a.companyId))
        .execute(),
      '23514',
    )
  })
})

test('the check names what was tampered with', async () => {
  const cast = await book()
  const ctx = world.ctxOf(cast.hq)
  await transact(ctx, (ctx) => allocate(ctx, given(cast.a.companyId, 1000), PERIOD))
  await ctx.db.execute(
    sql`update accounts set balance = balance + 1 where company_id = ${cast.a.companyId}`,
  )
  const faults = await checkLedger(ctx)
  expect(faults.map((fault) => fault.check)).toEqual(expect.arrayContaining(['balance', 'tree']))
  await ctx.db.execute(
    sql`update accounts set balance = balance - 1 where company_id = ${cast.a.companyId}`,
  )
})

test('a balance beyond safe integers is refused, and the account stays usable', async () => {
  const cast = await book()
  const give = (amount: number) =>
    transact(world.ctxOf(cast.hq), (ctx) => allocate(ctx, given(cast.a.companyId, amount), PERIOD))
  await give(Number.MAX_SAFE_INTEGER - 1)
  await expect(give(2)).rejects.toMatchObject({
    code: 'invalid_input',
  } satisfies Partial<AppError>)
  await give(1)
})

test('contention is answered with busy after bounded retries, never as a lack of balance', async () => {
  const { hq } = await book()
  let attempts = 0
  const work = transact(world.ctxOf(hq), async () => {
    attempts += 1
    throw Object.assign(new Error('could not serialize access'), { code: '40001' })
  })
  await expect(work).rejects.toMatchObject({ code: 'busy' } satisfies Partial<AppError>)
  expect(attempts).toBe(4)
})

const sourceOf = (actor: { hqId: string }) => ({
  hqId: actor.hqId,
  companyId: actor.hqId,
  counterpartyId: null,
  book: 'budget' as const,
  kind: 'source' as const,
  unit: 'won' as const,
  periodStart: null,
  periodEnd: null,
})

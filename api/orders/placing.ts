import { sql } from 'drizzle-orm'
import { insertMany } from '#db/insert-many.ts'
import { rowsOf } from '#db/rows.ts'
import { orderHistory, orderSecrets, orders } from '#db/schema/orders.ts'
import { recordEach } from '../audit/record.ts'
import { seoulDay } from '../calendar.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { checkForm } from '../forms/check.ts'
import { fieldOf } from '../forms/fields.ts'
import {
  findAnswers,
  repeated,
  requireOnce,
  storeAnswers,
  storingAnswers,
} from '../idempotency/once.ts'
import { newId } from '../ids.ts'
import { insufficient } from '../ledger/post.ts'
import { notify } from '../notifications/notify.ts'
import { type Priced, priceWishes } from '../policies/pricing.ts'
import { holdBudgets } from '../rebates/budget.ts'
import { forecastLines } from '../settlements/due.ts'
import type { PlacedOrder, PlaceOrder } from './contract.ts'
import { moveTotals } from './totals.ts'

type Wanted = { ctx: Ctx; input: PlaceOrder }
type Outcome = PromiseSettledResult<PlacedOrder>

/**
 * A shop places an order: priced by what is in force now, its budget held, its settlement forecast,
 * in one transaction. Orders that arrive together share that transaction and each gets its own
 * answer; none can spend what another has taken.
 */
export const placeOrder = (ctx: Ctx, input: PlaceOrder): Promise<PlacedOrder> =>
  ctx.lanes.ride<Wanted, PlacedOrder>('orders.place', { ctx, input }, placeTogether)

async function placeTogether(wanted: Wanted[]): Promise<Outcome[]> {
  const [first] = wanted
  if (!first) return []
  const work = async (tx: TxCtx) => {
    // One instant for all that is written, however long a lock is waited for: an order's id, its day,
    // its number and the budget it draws on must not fall on two sides of midnight.
    const now = tx.clock.now()
    const shared: TxCtx = { ...tx, clock: { now: () => now } }
    const outcomes = await answerRepeats(shared, wanted)
    const fresh = wanted.flatMap((item, i) => (outcomes[i] ? [] : [{ ...item, i }]))
    for (const [i, outcome] of await placeFresh(shared, fresh)) outcomes[i] = outcome
    return wanted.map(
      (_, i) => outcomes[i] ?? refused(new AppError('busy', 'The same command is running.')),
    )
  }
  return storingAnswers(() => transact(first.ctx, work))
}

/** The first answers again for keys that have run; of a key that stands twice, the first alone runs. */
async function answerRepeats(shared: TxCtx, wanted: Wanted[]): Promise<(Outcome | undefined)[]> {
  const keys = wanted.map(({ ctx }) => ({ userId: ctx.actor.userId, ...requireOnce(ctx) }))
  const known = new Map(
    (await findAnswers(shared, keys)).map((row) => [`${row.userId} ${row.key}`, row]),
  )
  const seen = new Set<string>()
  return keys.map((once) => {
    const name = `${once.userId} ${once.key}`
    const row = known.get(name)
    if (row) return settle(() => repeated<PlacedOrder>(row, once))
    const twice = seen.has(name)
    seen.add(name)
    return twice
      ? refused(
          new AppError('idempotency_in_flight', 'The same command is running. Send it again.'),
        )
      : undefined
  })
}

type Fresh = Wanted & { i: number }
type Draft = Fresh & { id: string; priced: Priced }

async function placeFresh(shared: TxCtx, fresh: Fresh[]): Promise<Map<number, Outcome>> {
  const outcomes = new Map<number, Outcome>()
  if (fresh.length === 0) return outcomes
  const prices = await priceWishes(
    shared,
    fresh.map(({ ctx, input }) => ({ actor: ctx.actor, wish: input })),
  )
  const drafts: Draft[] = []
  fresh.forEach((item, n) => {
    const priced = prices[n]
    const problem = priced instanceof AppError ? priced : priced && formProblem(item.input, priced)
    if (!priced || priced instanceof AppError || problem)
      outcomes.set(item.i, refused(problem ?? new Error('a wish got no answer')))
    else drafts.push({ ...item, priced, id: newId(shared.clock.now()) })
  })
  const holds = await holdBudgets(
    shared,
    drafts.map(({ ctx, id, priced }) => ({
      companyId: ctx.actor.companyId,
      orderId: id,
      amountWon: priced.shopWon,
      actorId: ctx.actor.userId,
    })),
  )
  const covered = drafts.flatMap((draft, n) => {
    const hold = holds[n]
    if (hold?.held) return [{ ...draft, availableWon: hold.availableWon }]
    outcomes.set(draft.i, refused(insufficient(draft.priced.shopWon, hold?.availableWon ?? 0)))
    return []
  })
  for (const placed of await writeOrders(shared, covered))
    outcomes.set(placed.i, { status: 'fulfilled', value: placed.answer })
  return outcomes
}

/** What the form or the price says against an order; the price error names the new total. */
function formProblem(
  input: PlaceOrder,
  { version, shopWon, simWon }: Priced,
): AppError | undefined {
  const facts = {
    joinType: input.joinType,
    simType: input.simType,
    customerType: input.customer.type,
  }
  const errors = checkForm(version.form, facts, input.form)
  if (errors.length > 0)
    return new AppError('invalid_input', 'Some answers of the order form need another value.', {
      errors,
    })
  const totalWon = shopWon + simWon
  if (input.expectedTotalWon !== undefined && input.expectedTotalWon !== totalWon)
    return new AppError(
      'conflict',
      'The price has changed since the quote. Ask again and confirm.',
      {
        facts: { reason: 'price_changed', expectedWon: input.expectedTotalWon, totalWon },
      },
    )
  return undefined
}

type Covered = Draft & { availableWon: number }

async function writeOrders(shared: TxCtx, covered: Covered[]) {
  if (covered.length === 0) return []
  const placedAt = shared.clock.now()
  const numbers = await rowsOf<{ n: number }>(
    shared.db,
    sql`select nextval('order_numbers')::int as n from generate_series(1, ${covered.length})`,
  )
  const rows = covered.map((draft, n) => orderRow(draft, placedAt, numbers[n]?.n ?? 0))
  await shared.db.execute(insertMany(orders, rows))
  await shared.db.execute(
    insertMany(
      orderHistory,
      rows.map((row) => ({
        orderId: row.id,
        seq: 1,
        fromStatus: null,
        toStatus: row.status,
        byUser: row.placedBy,
        byCompany: row.retailId,
        reason: null,
        at: placedAt,
      })),
    ),
  )
  await sealAccounts(shared, covered)
  await forecastLines(shared, rows)
  await recordEach(
    shared,
    covered.map(({ ctx, id }, n) => ({
      by: ctx,
      action: 'order.place',
      entityId: id,
      facts: { number: rows[n]?.number ?? '', shopWon: rows[n]?.shopWon ?? 0 },
    })),
  )
  await notify(
    shared,
    ...rows.map((row) => ({
      companyId: row.hqId,
      type: 'order_created' as const,
      subjectId: row.id,
      params: { number: row.number, amountWon: row.grossWon + row.simWon },
    })),
  )
  const answers = rows.map((row, n) => answerOf(row, covered[n]?.availableWon ?? 0))
  await storeAnswers(
    shared,
    covered.map(({ ctx }, n) => ({
      ...requireOnce(ctx),
      userId: ctx.actor.userId,
      status: 201,
      answer: answers[n],
    })),
  )
  await moveTotals(
    shared,
    rows.map((row) => ({ ...row, by: 1 as const })),
  )
  shared.afterCommit(async () => {
    for (const { id, hqId, agencyId, retailId } of rows)
      for (const companyId of [hqId, agencyId, retailId])
        await shared.realtime.publish(companyId, { type: 'order.created', id })
    shared.metrics.count('maru_orders_total', { status: 'pending' }, rows.length)
  })
  return covered.flatMap(({ i }, n) => {
    const answer = answers[n]
    return answer ? [{ i, answer }] : []
  })
}

const PREFIX = { skt: 'SK', kt: 'KT', lgu: 'LG' } as const

function orderRow({ ctx, input, id, priced }: Draft, placedAt: Date, n: number) {
  const { actor } = ctx
  const { plan, version, trace, grossWon, shopWon, simWon } = priced
  const day = seoulDay(placedAt).replaceAll('-', '').slice(2)
  return {
    id,
    number: `${PREFIX[plan.carrier]}-${day}-${String(n).padStart(4, '0')}`,
    hqId: actor.hqId,
    agencyId: actor.agencyId ?? '',
    retailId: actor.companyId,
    policyId: priced.policyId,
    policyVersionId: version.id,
    agencyRateId: priced.agencyRateId,
    status: 'pending' as const,
    version: 1,
    carrier: plan.carrier,
    joinType: input.joinType,
    contractMonths: input.contractMonths,
    supportType: input.supportType,
    simType: input.simType,
    planId: plan.id,
    planName: plan.name,
    planFeeWon: plan.monthlyFeeWon,
    grossWon,
    shopWon,
    simWon,
    pricing: trace,
    customerName: input.customer.name,
    customerPhone: input.customer.phone,
    customerType: input.customer.type,
    form: Object.fromEntries(
      Object.entries(input.form).filter(([key, answer]) => answer && !fieldOf(key)?.sealed),
    ),
    placedBy: actor.userId,
    placedAt,
    movedAt: placedAt,
  }
}

/** Account numbers rest sealed; only the last four digits are readable in the database. */
async function sealAccounts(shared: TxCtx, drafts: Draft[]): Promise<void> {
  const rows = []
  for (const { id, input } of drafts) {
    const account = input.form.account_number
    if (!account) continue
    rows.push({ orderId: id, ...(await shared.vault.seal(account)), last4: account.slice(-4) })
  }
  if (rows.length > 0) await shared.db.execute(insertMany(orderSecrets, rows))
}

const answerOf = (row: ReturnType<typeof orderRow>, availableWon: number): PlacedOrder => ({
  id: row.id,
  number: row.number,
  status: 'pending',
  version: 1,
  placedAt: row.placedAt.toISOString(),
  shopWon: row.shopWon,
  simWon: row.simWon,
  totalWon: row.shopWon + row.simWon,
  heldWon: row.shopWon,
  availableWon,
})

const refused = (reason: unknown): Outcome => ({ status: 'rejected', reason })

function settle(work: () => PlacedOrder): Outcome {
  try {
    return { status: 'fulfilled', value: work() }
  } catch (error) {
    return refused(error)
  }
}

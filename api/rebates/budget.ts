import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { seoulDay } from '../calendar.ts'
import type { TxCtx } from '../context.ts'
import { newId } from '../ids.ts'
import { type Account, type AccountKey, lockAccounts, openAccounts } from '../ledger/accounts.ts'
import { insufficient, post, type Transfer } from '../ledger/post.ts'

/** Days, both included, for which a budget may be used. */
export type Period = { start: string; end: string }

const key = (
  hqId: string,
  companyId: string,
  kind: 'source' | 'available' | 'held' | 'used',
  period?: Period,
): AccountKey => ({
  hqId,
  companyId,
  counterpartyId: null,
  book: 'budget',
  kind,
  unit: 'won',
  periodStart: period?.start ?? null,
  periodEnd: period?.end ?? null,
})

/** HQ → agency. HQ is the source of funds and has no limit of its own (B.9). Returns the transfer's id. */
export async function allocate(
  ctx: TxCtx,
  to: string,
  amountWon: number,
  period: Period,
  grantId: string,
): Promise<string> {
  const hqId = ctx.actor.hqId
  const [source, available] = await openAccounts(ctx, [
    key(hqId, hqId, 'source'),
    key(hqId, to, 'available', period),
  ])
  if (!source || !available) throw new Error('accounts were not opened')
  const id = newId(ctx.clock.now())
  const legs = [
    { account: source, amount: -amountWon },
    { account: available, amount: amountWon },
  ]
  await post(ctx, [{ id, kind: 'allocate', subjectId: grantId, legs }])
  return id
}

/**
 * Agency → shop, taken from the grants that contain `period`, the one that ends first at first (C.3).
 * Also opens the shop's held and used accounts, so that placing an order finds them.
 */
export async function distribute(
  ctx: TxCtx,
  to: string,
  amountWon: number,
  period: Period,
  grantId: string,
): Promise<string> {
  const { hqId, companyId } = ctx.actor
  const feeders = await lockAccounts(
    ctx,
    sql`company_id = ${companyId} and book = 'budget' and kind = 'available' and unit = 'won'
      and period_start <= ${period.start} and period_end >= ${period.end}`,
  )
  const draws = drawFrom(feeders, amountWon)
  if (!draws) throw insufficient(amountWon, availableIn(feeders))
  const [available] = await openAccounts(ctx, [
    key(hqId, to, 'available', period),
    key(hqId, to, 'held'),
    key(hqId, to, 'used'),
  ])
  if (!available) throw new Error('accounts were not opened')
  const id = newId(ctx.clock.now())
  const legs = [...draws, { account: available, amount: amountWon }]
  await post(ctx, [{ id, kind: 'distribute', subjectId: grantId, legs }])
  return id
}

export type HoldRequest = {
  companyId: string
  orderId: string
  amountWon: number
  actorId: string
}
export type HoldResult =
  | { held: true; availableWon: number }
  | { held: false; availableWon: number }

/**
 * Sets budget aside for orders: available → held. Requests are served in their order and each sees
 * what the ones before left, so a batch can no more overspend than single orders can.
 * A request for 0 won is always held and moves nothing.
 */
export async function holdBudgets(ctx: TxCtx, requests: HoldRequest[]): Promise<HoldResult[]> {
  if (requests.length === 0) return []
  const today = seoulDay(ctx.clock.now())
  const companies = [...new Set(requests.map(({ companyId }) => companyId))]
  const accounts = await lockAccounts(
    ctx,
    sql`company_id in ${companies} and book = 'budget' and unit = 'won' and (kind = 'held'
      or (kind = 'available' and period_start <= ${today} and period_end >= ${today}))`,
  )
  const byCompany = Map.groupBy(accounts, (account) => account.companyId)
  const left = new Map(accounts.map((account) => [account, account.balance]))
  const transfers: Transfer[] = []
  const results = requests.map(({ companyId, orderId, amountWon, actorId }): HoldResult => {
    const own = byCompany.get(companyId) ?? []
    const feeders = own.filter((account) => account.kind === 'available')
    const held = own.find((account) => account.kind === 'held')
    const draws = drawFrom(feeders, amountWon, left)
    if (!draws || (!held && amountWon > 0))
      return { held: false, availableWon: availableIn(feeders, left) }
    for (const { account, amount } of draws) left.set(account, (left.get(account) ?? 0) + amount)
    if (held && amountWon > 0)
      transfers.push({
        id: newId(ctx.clock.now()),
        kind: 'hold',
        subjectId: orderId,
        actorId,
        legs: [...draws, { account: held, amount: amountWon }],
      })
    return { held: true, availableWon: availableIn(feeders, left) }
  })
  await post(ctx, transfers)
  return results
}

/** Ends the holds of orders: `void` gives the budget back where it came from, `post` uses it up. */
export async function endHolds(
  ctx: TxCtx,
  how: 'void' | 'post',
  orderIds: string[],
): Promise<void> {
  const held = await rowsOf<{ holdId: string; orderId: string; accountId: number; amount: number }>(
    ctx.db,
    sql`select t.id as "holdId", t.subject_id as "orderId", e.account_id as "accountId", e.amount
      from transfers t join entries e on e.transfer_id = t.id
      where t.kind = 'hold' and t.subject_id in ${orderIds}
      and not exists (select 1 from transfers ended where ended.ends_hold_id = t.id)`,
  )
  if (held.length === 0) return
  const used =
    how === 'post'
      ? await usedAccounts(
          ctx,
          held.map(({ accountId }) => accountId),
        )
      : []
  const touched = how === 'void' ? held : held.filter(({ amount }) => amount > 0)
  const locked = await lockAccounts(
    ctx,
    sql`id in ${[...new Set([...touched.map(({ accountId }) => accountId), ...used.map(({ id }) => id)])]}`,
  )
  const byId = new Map(locked.map((account) => [account.id, account]))
  const accountOf = (id: number): Account => {
    const account = byId.get(id)
    if (!account) throw new Error(`account ${id} of a hold is gone`)
    return account
  }
  const usedBy = new Map(used.map(({ companyId, id }) => [companyId, id]))
  const transfers = [...Map.groupBy(touched, ({ holdId }) => holdId)].map(
    ([holdId, legs]): Transfer => ({
      id: newId(ctx.clock.now()),
      kind: how,
      subjectId: legs[0]?.orderId ?? null,
      endsHoldId: holdId,
      legs: legs.flatMap(({ accountId, amount }) => {
        const account = accountOf(accountId)
        const back = { account, amount: -amount }
        if (how === 'void') return [back]
        return [back, { account: accountOf(usedBy.get(account.companyId) ?? 0), amount }]
      }),
    }),
  )
  await post(ctx, transfers)
}

const usedAccounts = (ctx: TxCtx, heldAccountIds: number[]) =>
  rowsOf<{ id: number; companyId: string }>(
    ctx.db,
    sql`select u.id, u.company_id as "companyId" from accounts u where u.kind = 'used' and u.book = 'budget'
      and u.unit = 'won' and u.company_id in (select company_id from accounts where id in ${heldAccountIds})`,
  )

/** Legs that take `amountWon` out of the feeders, soonest end first; undefined when they do not cover it. */
function drawFrom(feeders: Account[], amountWon: number, left?: Map<Account, number>) {
  const legs: { account: Account; amount: number }[] = []
  let missing = amountWon
  for (const account of feeders.toSorted(soonestEnd)) {
    const taken = Math.min(missing, left?.get(account) ?? account.balance)
    if (taken <= 0) continue
    legs.push({ account, amount: -taken })
    missing -= taken
  }
  return missing === 0 ? legs : undefined
}

const availableIn = (feeders: Account[], left?: Map<Account, number>) =>
  feeders.reduce((total, account) => total + (left?.get(account) ?? account.balance), 0)

const soonestEnd = (a: Account, b: Account) =>
  (a.periodEnd ?? '').localeCompare(b.periodEnd ?? '') || a.id - b.id

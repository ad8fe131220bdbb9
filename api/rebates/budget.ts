import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer, text } from '#db/values.ts'
import { seoulDay } from '../calendar.ts'
import type { TxCtx } from '../context.ts'
import { newId } from '../ids.ts'
import {
  type AccountKey,
  type LedgerAccount,
  lockAccounts,
  lockFreeAccounts,
  openAccounts,
} from '../ledger/accounts.ts'
import { insufficient, type Leg, post, type Transfer } from '../ledger/post.ts'

/** The days for which a budget may be used, both included. */
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

/** What one company receives, and the grant that people see for it. */
export type Given = { grantId: string; to: string; amountWon: number }
export type Moved = Given & { transferId: string }

/** HQ → agencies. HQ is the source of funds and has no limit (B.9). */
export async function allocate(ctx: TxCtx, given: Given[], period: Period): Promise<Moved[]> {
  const { hqId } = ctx.actor
  const [source, ...available] = await openAccounts(ctx, [
    key(hqId, hqId, 'source'),
    ...given.map(({ to }) => key(hqId, to, 'available', period)),
  ])
  if (!source) throw new Error('accounts were not opened')
  const moves = given.map(({ amountWon }, i) => ({
    from: [{ account: source, amount: -amountWon }],
    to: available[i],
  }))
  return postGiven(ctx, 'allocate', given, moves)
}

/**
 * Agency → shops, taken from the grants that contain `period`, soonest end first (C.3); each item sees what
 * earlier ones took. Also opens the shops' held and used accounts, so that orders find them.
 */
export async function distribute(ctx: TxCtx, given: Given[], period: Period): Promise<Moved[]> {
  const { hqId, companyId } = ctx.actor
  const feeders = await lockAccounts(
    ctx,
    sql`company_id = ${companyId} and book = 'budget' and kind = 'available' and unit = 'won'
      and period_start <= ${period.start} and period_end >= ${period.end}`,
  )
  const left = balancesOf(feeders)
  const draws = given.map(({ amountWon }) => {
    const legs = takeFrom(feeders, amountWon, left)
    if (!legs) throw insufficient(amountWon, availableIn(feeders, left))
    return legs
  })
  const opened = await openAccounts(
    ctx,
    given.flatMap(({ to }) => [
      key(hqId, to, 'available', period),
      key(hqId, to, 'held'),
      key(hqId, to, 'used'),
    ]),
  )
  const moves = draws.map((from, i) => ({ from, to: opened[i * 3] }))
  return postGiven(ctx, 'distribute', given, moves)
}

type Move = { from: Leg[]; to: LedgerAccount | undefined }

async function postGiven(
  ctx: TxCtx,
  kind: 'allocate' | 'distribute',
  given: Given[],
  moves: Move[],
): Promise<Moved[]> {
  const moved = given.map((one) => ({ ...one, transferId: newId(ctx.clock.now()) }))
  const transfers = moved.map(({ transferId: id, grantId, amountWon }, i): Transfer => {
    const { from = [], to } = moves[i] ?? {}
    if (!to) throw new Error('accounts were not opened')
    return { id, kind, subjectId: grantId, legs: [...from, { account: to, amount: amountWon }] }
  })
  await post(ctx, transfers)
  return moved
}

export type HoldRequest = {
  companyId: string
  orderId: string
  amountWon: number
  actorId: string
}
/** `availableWon` is what remains after the hold, or what was available when it was short. */
export type Hold = { is: 'held' | 'short'; availableWon: number } | { is: 'contended' }

/**
 * Reserves budget for orders: available → held. Requests are served in order and each sees what earlier ones
 * left, so a batch cannot overspend. A request for 0 won always succeeds and moves nothing. For accounts
 * locked by another command it waits, or with `skip` returns `contended`, which says nothing about the
 * balance.
 */
export async function holdBudgets<Request extends HoldRequest>(
  ctx: TxCtx,
  requests: Request[],
  locked: 'skip' | 'wait' = 'wait',
): Promise<(Request & { hold: Hold })[]> {
  if (requests.length === 0) return []
  const today = seoulDay(ctx.clock.now())
  const companies = [...new Set(requests.map(({ companyId }) => companyId))]
  const where = sql`company_id in ${companies} and book = 'budget' and unit = 'won' and (kind = 'held'
      or (kind = 'available' and period_start <= ${today} and period_end >= ${today}))`
  const { accounts, contended } =
    locked === 'skip'
      ? await lockFreeAccounts(ctx, where)
      : { accounts: await lockAccounts(ctx, where), contended: new Set<string>() }
  const byCompany = Map.groupBy(accounts, (account) => account.companyId)
  const left = balancesOf(accounts)
  const transfers: Transfer[] = []
  const holds = requests.map((request) => {
    const { companyId } = request
    if (contended.has(companyId)) return { ...request, hold: { is: 'contended' as const } }
    const { hold, transfer } = holdOne(ctx, request, byCompany.get(companyId) ?? [], left)
    if (transfer) transfers.push(transfer)
    return { ...request, hold }
  })
  await post(ctx, transfers)
  return holds
}

function holdOne(
  ctx: TxCtx,
  { orderId, amountWon, actorId }: HoldRequest,
  own: LedgerAccount[],
  left: Left,
): { hold: Hold; transfer?: Transfer } {
  const feeders = own.filter((account) => account.kind === 'available')
  const draws = takeFrom(feeders, amountWon, left)
  if (!draws) return { hold: { is: 'short', availableWon: availableIn(feeders, left) } }
  const hold: Hold = { is: 'held', availableWon: availableIn(feeders, left) }
  if (amountWon === 0) return { hold }
  const held = own.find((account) => account.kind === 'held')
  if (!held) throw new Error('a company with budget has no account for what it holds')
  const legs = [...draws, { account: held, amount: amountWon }]
  const id = newId(ctx.clock.now())
  return { hold, transfer: { id, kind: 'hold', subjectId: orderId, actorId, legs } }
}

/** Ends the holds of orders: `void` returns the budget to where it came from, `post` marks it as used. */
export async function endHolds(
  ctx: TxCtx,
  how: 'void' | 'post',
  orderIds: string[],
): Promise<void> {
  const held = await rowsOf(
    ctx.db,
    sql`select t.id as "holdId", t.subject_id as "orderId", e.account_id as "accountId", e.amount
      from transfers t join entries e on e.transfer_id = t.id
      where t.kind = 'hold' and t.subject_id in ${orderIds}
      and not exists (select 1 from transfers ended where ended.ends_hold_id = t.id)`,
    { holdId: text, orderId: text, accountId: integer, amount: integer },
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
  const accountOf = (id: number): LedgerAccount => {
    const account = byId.get(id)
    if (!account) throw new Error(`account ${id} of a hold is gone`)
    return account
  }
  const usedBy = new Map(used.map(({ companyId, id }) => [companyId, id]))
  const usedOf = ({ companyId }: LedgerAccount): LedgerAccount => {
    const id = usedBy.get(companyId)
    if (id === undefined) throw new Error(`company ${companyId} has no account for what it used`)
    return accountOf(id)
  }
  const orderOf = new Map(touched.map(({ holdId, orderId }) => [holdId, orderId]))
  const transfers = [...orderOf].map(
    ([holdId, subjectId]): Transfer => ({
      id: newId(ctx.clock.now()),
      kind: how,
      subjectId,
      endsHoldId: holdId,
      legs: touched
        .filter((leg) => leg.holdId === holdId)
        .flatMap(({ accountId, amount }) => {
          const account = accountOf(accountId)
          const back = { account, amount: -amount }
          return how === 'void' ? [back] : [back, { account: usedOf(account), amount }]
        }),
    }),
  )
  await post(ctx, transfers)
}

const usedAccounts = (ctx: TxCtx, heldAccountIds: number[]) =>
  rowsOf(
    ctx.db,
    sql`select u.id, u.company_id as "companyId" from accounts u where u.kind = 'used' and u.book = 'budget'
      and u.unit = 'won' and u.company_id in (select company_id from accounts where id in ${heldAccountIds})`,
    { id: integer, companyId: text },
  )

/** What earlier requests of the batch left in the locked accounts. */
type Left = Map<LedgerAccount, number>
const balancesOf = (accounts: LedgerAccount[]): Left =>
  new Map(accounts.map((account) => [account, account.balance]))

function leftIn(account: LedgerAccount, left: Left): number {
  const won = left.get(account)
  if (won === undefined) throw new Error(`account ${account.id} is not of this batch`)
  return won
}

/**
 * Legs that take `amountWon` from the remaining balances of the feeders, soonest end first. Undefined, with
 * nothing taken, when they are not enough.
 */
function takeFrom(feeders: LedgerAccount[], amountWon: number, left: Left): Leg[] | undefined {
  const legs: Leg[] = []
  let missing = amountWon
  for (const account of feeders.toSorted(soonestEnd)) {
    const taken = Math.min(missing, leftIn(account, left))
    if (taken <= 0) continue
    legs.push({ account, amount: -taken })
    missing -= taken
  }
  if (missing > 0) return undefined
  for (const { account, amount } of legs) left.set(account, leftIn(account, left) + amount)
  return legs
}

const availableIn = (feeders: LedgerAccount[], left: Left) =>
  feeders.reduce((total, account) => total + leftIn(account, left), 0)

const soonestEnd = (a: LedgerAccount, b: LedgerAccount) =>
  endOf(a).localeCompare(endOf(b)) || a.id - b.id

function endOf({ id, periodEnd }: LedgerAccount): string {
  if (periodEnd === null) throw new Error(`account ${id} feeds orders and has no period`)
  return periodEnd
}

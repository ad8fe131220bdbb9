import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import type { TransferKind } from '#db/words.ts'
import { seoulDay } from '../calendar.ts'
import { lineOf } from '../companies/line.ts'
import { companyNames } from '../companies/names.ts'
import type { Ctx } from '../context.ts'
import { type Page, toPage } from '../shapes.ts'
import type { Balance, BudgetEntry, EntryFilter } from './contract.ts'

type AccountRow = {
  companyId: string
  kind: 'available' | 'held' | 'used' | 'source'
  start: string | null
  end: string | null
  balance: number
}

/** The budget of one company that the caller may see; its own when none is named. */
export async function balanceOf(ctx: Ctx, companyId = ctx.actor.companyId): Promise<Balance> {
  await lineOf(ctx, companyId)
  const [balance] = await balancesOf(ctx, [companyId])
  if (!balance) throw new Error('a company without a balance')
  return balance
}

/** The budgets of the caller's direct, admitted subordinates, by name: what the allocation table shows. */
export async function listBalances(ctx: Ctx): Promise<{ items: Balance[] }> {
  const names = await companyNames(ctx)
  const own = [...names].filter(
    ([, { parentId, state }]) =>
      parentId === ctx.actor.companyId && (state === 'active' || state === 'closed'),
  )
  const items = await balancesOf(
    ctx,
    own.map(([id]) => id),
  )
  return { items: items.toSorted((a, b) => a.name.localeCompare(b.name, 'ko')) }
}

async function balancesOf(ctx: Ctx, companyIds: string[]): Promise<Balance[]> {
  if (companyIds.length === 0) return []
  const names = await companyNames(ctx)
  const today = seoulDay(ctx.clock.now())
  const rows = await rowsOf<AccountRow>(
    ctx.replica,
    sql`select company_id as "companyId", kind, period_start::text as start, period_end::text as "end", balance
      from accounts where company_id in ${companyIds} and book = 'budget' and unit = 'won'`,
  )
  const byCompany = Map.groupBy(rows, (row) => row.companyId)
  return companyIds.map((companyId) => {
    const own = byCompany.get(companyId) ?? []
    const total = (wanted: (row: AccountRow) => boolean) =>
      own.filter(wanted).reduce((sum, row) => sum + row.balance, 0)
    const usable = (row: AccountRow) =>
      row.kind === 'available' && (row.start ?? '') <= today && (row.end ?? '') >= today
    return {
      companyId,
      name: names.get(companyId)?.name ?? '',
      availableWon: total(usable),
      heldWon: total((row) => row.kind === 'held'),
      usedWon: total((row) => row.kind === 'used'),
      otherWon: total((row) => row.kind === 'available' && !usable(row)),
      periods: own
        .filter((row) => row.kind === 'available')
        .map(({ start, end, balance }) => ({
          start: start ?? '',
          end: end ?? '',
          availableWon: balance,
        }))
        .toSorted((a, b) => a.end.localeCompare(b.end)),
    }
  })
}

type EntryRow = {
  id: string
  kind: TransferKind
  at: Date | string
  availableWon: number
  heldWon: number
  usedWon: number
  balanceAfterWon: number | null
  orderId: string | null
  orderNumber: string | null
  fromId: string | null
  toId: string | null
}

/**
 * What moved a company's budget, newest first, one row per transfer. Each account is read backwards
 * by its own key, so the page costs the same however long the book is.
 */
export async function listEntries(ctx: Ctx, filter: EntryFilter): Promise<Page<BudgetEntry>> {
  const companyId = filter.companyId ?? ctx.actor.companyId
  await lineOf(ctx, companyId)
  const names = await companyNames(ctx)
  const limit = sql.raw(String(filter.limit + 1))
  const before = filter.after ? sql`and e.transfer_id < ${filter.after}` : sql``
  const rows = await rowsOf<EntryRow>(
    ctx.replica,
    sql`with recent as (
        select distinct transfer_id from accounts a cross join lateral (
          select transfer_id from entries e where e.account_id = a.id ${before} order by e.version desc limit ${limit}) e
        where a.company_id = ${companyId} and a.book = 'budget' and a.unit = 'won'
        order by transfer_id desc limit ${limit})
      select t.id, t.kind, t.at, o.id as "orderId", o.number as "orderNumber", g.from_id as "fromId", g.to_id as "toId",
        coalesce(sum(e.amount) filter (where a.kind in ('available', 'source')), 0)::bigint as "availableWon",
        coalesce(sum(e.amount) filter (where a.kind = 'held'), 0)::bigint as "heldWon",
        coalesce(sum(e.amount) filter (where a.kind = 'used'), 0)::bigint as "usedWon",
        (max(e.balance_after) filter (where a.kind = 'available'))::bigint as "balanceAfterWon"
      from recent join transfers t on t.id = recent.transfer_id
      join entries e on e.transfer_id = t.id join accounts a on a.id = e.account_id and a.company_id = ${companyId}
      left join orders o on o.id = t.subject_id left join rebate_grants g on g.id = t.subject_id
      group by t.id, o.id, g.id order by t.id desc`,
  )
  const entries = rows.map(({ fromId, toId, at, ...row }): BudgetEntry => {
    const other = fromId === companyId ? toId : fromId
    return {
      ...row,
      at: new Date(at).toISOString(),
      counterparty: other ? (names.get(other)?.name ?? null) : null,
    }
  })
  return toPage(entries, filter.limit)
}

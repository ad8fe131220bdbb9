import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer, nullable, oneOf, type RowOf, text } from '#db/values.ts'
import { ACCOUNT_KINDS } from '#db/words.ts'
import { seoulDay } from '../calendar.ts'
import { lineOf } from '../companies/line.ts'
import { companyNames, namesFor } from '../companies/names.ts'
import { COMMAND_SECONDS_MAX, type Ctx } from '../context.ts'
import { conditionsOf } from '../list.ts'
import { sumWon } from '../money.ts'
import { type Page, toPage } from '../shapes.ts'
import type { Balance, BudgetEntry, EntryFilter } from './contract.ts'
import { ENTRY, ENTRY_FILTERS } from './list.ts'

const ACCOUNT = {
  companyId: text,
  kind: oneOf(ACCOUNT_KINDS),
  start: nullable(text),
  end: nullable(text),
  balance: integer,
}
type AccountRow = RowOf<typeof ACCOUNT>

/** The budget of a company in the caller's scope, by default their own. */
export async function balanceOf(ctx: Ctx, companyId = ctx.actor.companyId): Promise<Balance> {
  await lineOf(ctx, companyId)
  const [balance] = await balancesOf(ctx, [companyId])
  if (!balance) throw new Error('a company without a balance')
  return balance
}

/**
 * The budgets of the caller's direct subordinates, sorted by name, for the allocation table; pending and
 * removed ones are left out.
 */
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
  const nameOf = await namesFor(ctx, companyIds)
  const today = seoulDay(ctx.clock.now())
  const rows = await rowsOf(
    ctx.replica,
    sql`select company_id as "companyId", kind, period_start::text as start, period_end::text as "end", balance
      from accounts where company_id in ${companyIds} and book = 'budget' and unit = 'won'`,
    ACCOUNT,
  )
  const byCompany = Map.groupBy(rows, (row) => row.companyId)
  return companyIds.map((companyId) => {
    const own = byCompany.get(companyId) ?? []
    const total = (wanted: (row: AccountRow) => boolean) =>
      own.filter(wanted).reduce((sum, row) => sum + row.balance, 0)
    const budgets = own
      .filter((row) => row.kind === 'available')
      .map(({ start, end, balance }) => {
        if (start === null || end === null) throw new Error('a budget has a period')
        return { start, end, availableWon: balance }
      })
    const left = (wanted: (period: { start: string; end: string }) => boolean) =>
      sumWon(budgets.filter(wanted).map(({ availableWon }) => availableWon))
    return {
      companyId,
      name: nameOf(companyId),
      availableWon: left(({ start, end }) => start <= today && end >= today),
      heldWon: total((row) => row.kind === 'held'),
      usedWon: total((row) => row.kind === 'used'),
      laterWon: left(({ start }) => start > today),
      overWon: left(({ end }) => end < today),
      periods: budgets.toSorted((a, b) => a.end.localeCompare(b.end)),
    }
  })
}

/**
 * The movements of a company's budget, newest first, one row per transfer. Each account is read backwards by
 * its key, so a page costs the same for any length of the book. Entries are numbered by commit, transfers by
 * their start, and a command may overtake another. So the query reads beyond the page, back to an entry that
 * is older than all of it by the longest time a command can take.
 */
export async function listEntries(ctx: Ctx, filter: EntryFilter): Promise<Page<BudgetEntry>> {
  const companyId = filter.companyId ?? ctx.actor.companyId
  await lineOf(ctx, companyId)
  const limit = sql.raw(String(filter.limit + 1))
  const asked = conditionsOf(ENTRY_FILTERS, filter, undefined)
  const before = sql.join(
    asked.map((condition) => sql`and ${condition}`),
    sql` `,
  )
  const rows = await rowsOf(
    ctx.replica,
    sql`with recent as (
        select distinct e.transfer_id from accounts a
        cross join lateral (
          select min(e.version) as version, min(t.at) as at from (select e.version, e.transfer_id from entries e
            where e.account_id = a.id ${before} order by e.version desc limit ${limit}) e join transfers t on t.id = e.transfer_id) shown
        cross join lateral (
          select coalesce(max(version), 0) as version from (select e.version from entries e join transfers t on t.id = e.transfer_id
            where e.account_id = a.id and e.version < shown.version and t.at < shown.at - make_interval(secs => ${COMMAND_SECONDS_MAX})
            order by e.version desc limit 1) last) settled
        join entries e on e.account_id = a.id and e.version > settled.version ${before}
        where a.company_id = ${companyId} and a.book = 'budget' and a.unit = 'won'
        order by e.transfer_id desc limit ${limit})
      select t.id, t.kind, t.at, o.id as "orderId", o.number as "orderNumber", g.from_id as "fromId", g.to_id as "toId",
        coalesce(sum(e.amount) filter (where a.kind in ('available', 'source')), 0)::bigint as "availableWon",
        coalesce(sum(e.amount) filter (where a.kind = 'held'), 0)::bigint as "heldWon",
        coalesce(sum(e.amount) filter (where a.kind = 'used'), 0)::bigint as "usedWon",
        (max(e.balance_after) filter (where a.kind = 'available'))::bigint as "balanceAfterWon"
      from recent join transfers t on t.id = recent.transfer_id
      join entries e on e.transfer_id = t.id join accounts a on a.id = e.account_id and a.company_id = ${companyId}
      left join orders o on o.id = t.subject_id left join rebate_grants g on g.id = t.subject_id
      group by t.id, o.id, g.id order by t.id desc`,
    ENTRY,
  )
  const nameOf = await namesFor(
    ctx,
    rows.flatMap(({ fromId, toId }) => [fromId, toId].filter((id) => id !== null)),
  )
  const entries = rows.map(({ fromId, toId, at, ...row }): BudgetEntry => {
    const other = fromId === companyId ? toId : fromId
    return {
      ...row,
      at: at.toISOString(),
      counterparty: other && nameOf(other),
    }
  })
  return toPage(entries, filter.limit)
}

import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer, type RowOf, text } from '#db/values.ts'
import type { Ctx } from '../context.ts'
import { type Check, FAULT, perRange, type Range, rangesOf } from '../ledger/faults.ts'

/** A month of a payee: one statement can check it, because it reads lines and totals at one moment. */
type PayeeMonth = { payeeId: string; month: string; lines: number }

/**
 * The assumed number of months of a company, more than most have; it limits how many companies are listed at
 * once.
 */
const MONTHS = 50

/**
 * The totals of every payee and month equal their lines. One chunk covers as many months as fit into `rows`
 * lines.
 */
const totals: Check = async function* (ctx, rows) {
  for await (const range of rangesOf(ctx, sql`companies`, Math.ceil(rows / MONTHS)))
    for (const months of packed(await payeeMonths(ctx, range), rows))
      yield await monthFaults(ctx, months)
}

/**
 * A recursive query steps from month to month along the index, so it reads one row per month, not every line.
 */
const payeeMonths = (ctx: Ctx, { after, upTo }: Range) =>
  rowsOf(
    ctx.db,
    sql`with recursive payee as (select id from companies where id > ${after} and id <= ${upTo} and tier <> 'hq'),
      step as (select payee.id as payee_id, ${nextMonth(sql`payee.id`, sql`''`)} as month from payee
        union all select step.payee_id, ${nextMonth(sql`step.payee_id`, sql`step.month`)} from step where step.month is not null),
      kept as (select t.payee_id, t.month, sum(t.lines) as lines from payee p join settlement_totals t on t.payee_id = p.id group by 1, 2)
      select payee_id as "payeeId", month, coalesce(lines, 0)::int as lines
      from (select * from step where month is not null) lined full join kept using (payee_id, month)
      order by 1, 2`,
    { payeeId: text, month: text, lines: integer },
  )

const nextMonth = (payeeId: SQL, after: SQL) =>
  sql`(select min(l.month) from settlement_lines l where l.payee_id = ${payeeId} and l.month > ${after} and l.month is not null)`

/** Groups of payee-months with at most `rows` lines each; a larger month forms its own group. */
function packed(months: PayeeMonth[], rows: number): PayeeMonth[][] {
  const groups: PayeeMonth[][] = []
  let room = 0
  for (const month of months) {
    // A month without lines also costs a look-up.
    const cost = Math.max(1, month.lines)
    if (cost > room) {
      groups.push([])
      room = rows
    }
    groups.at(-1)?.push(month)
    room -= cost
  }
  return groups
}

const monthFaults = (ctx: Ctx, months: PayeeMonth[]) =>
  rowsOf(
    ctx.db,
    sql`with wanted as (select * from json_to_recordset(${JSON.stringify(months)}::json) w("payeeId" uuid, month text)),
      row_sums as (select l.payer_id, l.payee_id, l.month, l.source, l.status, count(*) as lines, sum(l.amount_won) as won
        from wanted w join settlement_lines l on l.payee_id = w."payeeId" and l.month = w.month and l.month is not null group by 1, 2, 3, 4, 5),
      kept as (select t.payer_id, t.payee_id, t.month, t.source, t.status, t.lines, t.won
        from wanted w join settlement_totals t on t.payee_id = w."payeeId" and t.month = w.month)
      select 'settlement totals' as "check", concat_ws(' ', payer_id, payee_id, month, source, status) as subject,
        coalesce(r.lines, 0) || ' ' || coalesce(r.won, 0) as expected, coalesce(k.lines, 0) || ' ' || coalesce(k.won, 0) as found
      from row_sums r full join kept k using (payer_id, payee_id, month, source, status)
      where coalesce(r.lines, 0) <> coalesce(k.lines, 0) or coalesce(r.won, 0) <> coalesce(k.won, 0)`,
    FAULT,
  )

/**
 * The payable accounts of every pair equal the totals of its lines by state, which `totals` checks against
 * the lines. `accrued` may be approved, `approved` may be paid, `owed` is the payer's side of all three.
 */
const payables = perRange(
  sql`companies`,
  ({
    within,
  }) => sql`with kept as (select payer_id, payee_id, coalesce(sum(won) filter (where status in ('eligible', 'held')), 0) as accrued,
      coalesce(sum(won) filter (where status = 'approved'), 0) as approved, coalesce(sum(won) filter (where status = 'paid'), 0) as paid
      from settlement_totals where ${within(sql`payee_id`)} group by 1, 2),
    wanted as (select payer_id, payee_id, v.kind, v.won from kept cross join lateral (values ('accrued', accrued),
      ('approved', approved), ('paid', paid), ('owed', -accrued - approved - paid)) v(kind, won)),
    booked as (select case when kind = 'owed' then company_id else counterparty_id end as payer_id,
      case when kind = 'owed' then counterparty_id else company_id end as payee_id, kind::text, balance as won from accounts
      where book = 'payable' and unit = 'won'
        and ((kind <> 'owed' and ${within(sql`company_id`)}) or (kind = 'owed' and ${within(sql`counterparty_id`)})))
    select 'payable' as "check", concat_ws(' ', payer_id, payee_id, kind) as subject,
      coalesce(w.won, 0)::bigint as expected, coalesce(b.won, 0) as found
    from wanted w full join booked b using (payer_id, payee_id, kind) where coalesce(w.won, 0) <> coalesce(b.won, 0)`,
)

/** The journal moved exactly the amount of each run. */
const runs = perRange(
  sql`settlement_runs`,
  ({
    within,
  }) => sql`select 'run' as "check", r.id::text as subject, r.total_won as expected, m.won::bigint as found
    from settlement_runs r cross join lateral (select coalesce(sum(e.amount), 0) as won from transfers t
      join entries e on e.transfer_id = t.id join accounts a on a.id = e.account_id
      where t.subject_id = r.id and a.counterparty_id = r.payer_id
        and ((r.kind = 'approval' and t.kind = 'approve' and a.kind = 'approved')
          or (r.kind = 'payment' and t.kind = 'pay' and a.kind = 'paid'))) m
    where ${within(sql`r.id`)} and m.won <> r.total_won`,
)

const RUN = { id: text, lines: integer, won: integer }
type Run = RowOf<typeof RUN>

/**
 * The lines that refer to a run add up to it. Runs are listed first: a listed run was committed together with
 * its lines, and a line never leaves its run.
 */
const runLines: Check = async function* (ctx, rows) {
  const covered = new Map<string, Run>()
  const listed = await listRuns(ctx, rows)
  for await (const { after, upTo } of rangesOf(ctx, sql`settlement_lines`, rows)) {
    const sums = await rowsOf(
      ctx.db,
      sql`select run_id as id, count(*)::int as lines, sum(amount_won)::bigint as won from settlement_lines
        cross join lateral (values (approval_run_id), (payment_run_id)) v(run_id)
        where id > ${after} and id <= ${upTo} and run_id is not null group by run_id`,
      RUN,
    )
    for (const { id, lines, won } of sums) {
      const sum = covered.get(id) ?? { id, lines: 0, won: 0 }
      covered.set(id, { id, lines: sum.lines + lines, won: sum.won + won })
    }
    yield []
  }
  yield listed.flatMap(({ id, lines, won }) => {
    const found = covered.get(id)
    const say = (run: Run | undefined) => `${run?.lines ?? 0} ${run?.won ?? 0}`
    return say(found) === `${lines} ${won}`
      ? []
      : [{ check: 'run lines', subject: id, expected: `${lines} ${won}`, found: say(found) }]
  })
}

async function listRuns(ctx: Ctx, rows: number): Promise<Run[]> {
  const runs: Run[] = []
  for await (const { after, upTo } of rangesOf(ctx, sql`settlement_runs`, rows))
    runs.push(
      ...(await rowsOf(
        ctx.db,
        sql`select id, line_count as lines, total_won as won from settlement_runs where id > ${after} and id <= ${upTo}`,
        RUN,
      )),
    )
  return runs
}

/**
 * The state of a line matches its runs: approved lines refer to an approval, paid lines also to a payment.
 */
const marks = perRange(
  sql`settlement_lines`,
  ({
    within,
  }) => sql`select 'line mark' as "check", l.id::text as subject, l.status::text as expected,
      concat_ws(' ', a.kind, p.kind) as found
    from settlement_lines l left join settlement_runs a on a.id = l.approval_run_id and a.payer_id = l.payer_id
    left join settlement_runs p on p.id = l.payment_run_id and p.payer_id = l.payer_id
    where ${within(sql`l.id`)} and (coalesce(a.kind = 'approval', false) <> (l.status in ('approved', 'paid'))
      or coalesce(p.kind = 'payment', false) <> (l.status = 'paid'))`,
)

export const SETTLEMENT_CHECKS: readonly Check[] = [totals, payables, runs, runLines, marks]

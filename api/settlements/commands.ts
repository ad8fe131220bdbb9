import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { settlementRuns } from '#db/schema/settlements.ts'
import { instant, integer, nullable, oneOf, type RowOf, text } from '#db/values.ts'
import { LINE_SOURCES, LINE_STATUSES, type LineStatus } from '#db/words.ts'
import type { AuditAction } from '../audit/kinds.ts'
import { record } from '../audit/record.ts'
import { namesFor } from '../companies/names.ts'
import { atOneInstant, type Ctx, type TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { onceOnly } from '../idempotency/once.ts'
import { newId } from '../ids.ts'
import { sumWon } from '../money.ts'
import { notify } from '../notifications/notify.ts'
import { type ApproveLines, LINES_MAX, type PayLines, type Run, type Which } from './contract.ts'
import { requirePaymentDay } from './days.ts'
import { approve, pay } from './debt.ts'
import { moveLineTotals } from './totals.ts'

/** Month and time are null for a forecast. */
const LINE = {
  id: text,
  payeeId: text,
  amountWon: integer,
  status: oneOf(LINE_STATUSES),
  month: nullable(text),
  eligibleAt: nullable(instant),
  source: oneOf(LINE_SOURCES),
}
type Line = RowOf<typeof LINE>

/** The payer approves what they owe: HQ to its agencies, an agency to its shops (C.6). */
export function approveLines(ctx: Ctx, input: ApproveLines): Promise<Run> {
  return onceOnly(ctx, 201, (ctx) =>
    run(ctx, input.lines, {
      kind: 'approval',
      from: 'eligible',
      to: 'approved',
      action: 'settlement.approve',
      type: 'settlement_approved',
      post: approve,
    }),
  )
}

/** The payer records a payment made outside the system. A paid line never changes again (C.6-7). */
export function payLines(ctx: Ctx, input: PayLines): Promise<Run> {
  return onceOnly(ctx, 201, (ctx) => {
    const { method, reference, paidOn } = input
    return run(ctx, input.lines, {
      kind: 'payment',
      from: 'approved',
      to: 'paid',
      action: 'settlement.pay',
      type: 'settlement_paid',
      post: pay,
      facts: { method, reference, paidOn },
    })
  })
}

type Step = {
  kind: 'approval' | 'payment'
  from: LineStatus
  to: LineStatus
  action: Extract<AuditAction, `settlement.${string}`>
  type: 'settlement_approved' | 'settlement_paid'
  post: typeof approve
  facts?: { method: string; reference: string; paidOn: string }
}

async function run(tx: TxCtx, which: Which, step: Step): Promise<Run> {
  const lines = await lockLines(tx, which, step.from)
  const ctx = atOneInstant(tx)
  const now = ctx.clock.now()
  if (step.facts)
    requirePaymentDay(step.facts.paidOn, {
      eligibleAt: lines.map(({ eligibleAt }) => eligibleAt),
      now,
    })
  const id = newId(now)
  const { hqId, companyId, userId } = ctx.actor
  const byPayee = [...Map.groupBy(lines, (line) => line.payeeId)].map(([payeeId, own]) => ({
    payeeId,
    lineCount: own.length,
    totalWon: sumWon(own.map(({ amountWon }) => amountWon)),
  }))
  const totalWon = sumWon(byPayee.map((payee) => payee.totalWon))
  await ctx.db.insert(settlementRuns).values({
    id,
    hqId,
    payerId: companyId,
    kind: step.kind,
    lineCount: lines.length,
    totalWon,
    byUser: userId,
    at: now,
    ...step.facts,
  })
  const mark = step.kind === 'approval' ? sql`approval_run_id` : sql`payment_run_id`
  await ctx.db.execute(
    sql`update settlement_lines set status = ${step.to}, ${mark} = ${id}, version = version + 1
      from json_array_elements_text(${JSON.stringify(lines.map((line) => line.id))}::json) wanted(id) where settlement_lines.id = wanted.id::uuid`,
  )
  await step.post(
    ctx,
    byPayee.map(({ payeeId, totalWon: amountWon }) => ({
      payerId: companyId,
      payeeId,
      subjectId: id,
      amountWon,
    })),
  )
  await record(ctx, {
    action: step.action,
    entityId: id,
    facts: { totalWon, lines: lines.length, ...step.facts },
  })
  await notify(
    ctx,
    ...byPayee.map(({ payeeId, totalWon: amountWon, lineCount }) => ({
      companyId: payeeId,
      type: step.type,
      subjectId: id,
      params: { amountWon, lines: lineCount },
    })),
  )
  // The payees learn it by their notification; the payer's colleagues, who see the same lines, by the event.
  ctx.changed({ event: { type: 'settlement.moved', id }, heardBy: [companyId] })
  await moveLineTotals(
    ctx,
    lines.flatMap(({ payeeId, month, source, amountWon }) => {
      const line = { payerId: companyId, payeeId, month, source }
      return [
        { ...line, status: step.from, lines: -1, won: -amountWon },
        { ...line, status: step.to, lines: 1, won: amountWon },
      ]
    }),
  )
  // The answer is stored (decision 008) as the run's document, so it keeps the payees' names of today.
  const nameOf = await namesFor(
    ctx,
    byPayee.map(({ payeeId }) => payeeId),
  )
  return {
    id,
    lineCount: lines.length,
    totalWon,
    byPayee: byPayee.map(({ payeeId, ...sums }) => ({
      payee: { id: payeeId, name: nameOf(payeeId) },
      ...sums,
    })),
  }
}

/** The most lines in one run; a larger run is refused without locking all lines. */
const RUN_LINES_MAX = LINES_MAX * 20

/**
 * Locks the payer's lines. Lines given by id must all be in state `from`; a month takes only those that are.
 */
async function lockLines(ctx: TxCtx, which: Which, from: LineStatus) {
  const { tier, companyId, hqId } = ctx.actor
  // An agency's lines are found by the agency index instead of among all lines of its tree.
  const own = sql`payer_id = ${companyId} and hq_id = ${hqId} ${tier === 'agency' ? sql`and agency_id = ${companyId}` : sql``}`
  const wanted: SQL =
    'lineIds' in which
      ? sql`id in (select w.id::uuid from json_array_elements_text(${JSON.stringify(which.lineIds)}::json) w(id))`
      : sql`month = ${which.month} and status = ${from} ${which.payeeId ? sql`and payee_id = ${which.payeeId}` : sql``}`
  const lines = await rowsOf(
    ctx.db,
    sql`select id, payee_id as "payeeId", amount_won as "amountWon", status, month, source, eligible_at as "eligibleAt" from settlement_lines
      where ${own} and ${wanted} order by id limit ${sql.raw(String(RUN_LINES_MAX + 1))} for update`,
    LINE,
  )
  if ('lineIds' in which && lines.length !== new Set(which.lineIds).size)
    throw new AppError('not_found', 'One of the lines is not among those that you pay.')
  const elsewhere = lines.filter((line) => line.status !== from)
  if (elsewhere.length > 0)
    throw new AppError(
      'invalid_transition',
      `${elsewhere.length} of the lines are not ${from} any more. Load the list again.`,
      { facts: { lines: elsewhere.length, needed: from, found: elsewhere[0]?.status ?? null } },
    )
  if (lines.length === 0)
    throw new AppError('conflict', `There is no line in the state ${from}. Nothing was changed.`)
  if (lines.length > RUN_LINES_MAX)
    throw new AppError('invalid_input', 'Too many lines for one run; choose one payee.')
  return lines.map(payable)
}

function payable({ month, eligibleAt, ...line }: Line) {
  if (month === null || eligibleAt === null) throw new Error(`line ${line.id} never fell due`)
  return { ...line, month, eligibleAt }
}

import { type SQL, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { settlementRuns } from '#db/schema/settlements.ts'
import type { LineSource, LineStatus } from '#db/words.ts'
import { record } from '../audit/record.ts'
import { seoulDay } from '../calendar.ts'
import { companyNames } from '../companies/names.ts'
import type { Ctx, TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { onceOnly } from '../idempotency/once.ts'
import { newId } from '../ids.ts'
import { sumWon } from '../money.ts'
import { notify } from '../notifications/notify.ts'
import { type ApproveLines, LINES_MAX, type PayLines, type Run, type Which } from './contract.ts'
import { approve, pay } from './debt.ts'
import { moveLineTotals } from './totals.ts'

type Line = {
  id: string
  payeeId: string
  amountWon: number
  status: LineStatus
  month: string
  source: LineSource
}

/** The payer approves what it owes: HQ towards its agencies, an agency towards its shops (C.6). */
export function approveLines(ctx: Ctx, input: ApproveLines): Promise<Run> {
  return onceOnly(ctx, 201, (ctx) =>
    run(ctx, input.lines, {
      kind: 'approval',
      from: 'eligible',
      to: 'approved',
      permission: 'settlement.approve',
      type: 'settlement_approved',
      post: approve,
    }),
  )
}

/** The payer records a payment that was made outside. A paid line never changes again (C.6-7). */
export function payLines(ctx: Ctx, input: PayLines): Promise<Run> {
  return onceOnly(ctx, 201, (ctx) => {
    if (input.paidOn > seoulDay(ctx.clock.now()))
      throw new AppError('invalid_input', 'A payment cannot be recorded before it was made.', {
        errors: [{ path: 'paidOn', code: 'future', message: 'Choose today or an earlier day.' }],
      })
    const { method, reference, paidOn } = input
    return run(ctx, input.lines, {
      kind: 'payment',
      from: 'approved',
      to: 'paid',
      permission: 'settlement.pay',
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
  permission: 'settlement.approve' | 'settlement.pay'
  type: 'settlement_approved' | 'settlement_paid'
  post: typeof approve
  facts?: { method: string; reference: string; paidOn: string }
}

async function run(ctx: TxCtx, which: Which, step: Step): Promise<Run> {
  const lines = await lockLines(ctx, which, step.from)
  const now = ctx.clock.now()
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
    action: step.permission,
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
  const names = await companyNames(ctx)
  return {
    id,
    lineCount: lines.length,
    totalWon,
    byPayee: byPayee.map(({ payeeId, ...sums }) => ({
      payee: { id: payeeId, name: names.get(payeeId)?.name ?? '' },
      ...sums,
    })),
  }
}

/** Locks the payer's lines. Named ones must all be in the state asked for; a month takes those that are. */
async function lockLines(ctx: TxCtx, which: Which, from: LineStatus): Promise<Line[]> {
  const own = sql`payer_id = ${ctx.actor.companyId} and hq_id = ${ctx.actor.hqId}`
  const wanted: SQL =
    'lineIds' in which
      ? sql`id in (select w.id::uuid from json_array_elements_text(${JSON.stringify(which.lineIds)}::json) w(id))`
      : sql`month = ${which.month} and status = ${from} ${which.payeeId ? sql`and payee_id = ${which.payeeId}` : sql``}`
  const lines = await rowsOf<Line>(
    ctx.db,
    sql`select id, payee_id as "payeeId", amount_won as "amountWon", status, month, source from settlement_lines
      where ${own} and ${wanted} order by id for update`,
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
  if (lines.length > LINES_MAX * 20)
    throw new AppError('invalid_input', 'Too many lines for one run; choose one payee.')
  return lines
}

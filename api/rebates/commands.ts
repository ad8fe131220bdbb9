import { sql } from 'drizzle-orm'
import { insertMany } from '#db/insert-many.ts'
import { rowsOf } from '#db/rows.ts'
import { rebateGrants } from '#db/schema/rebates.ts'
import { boolean, text } from '#db/values.ts'
import type { AuditAction } from '../audit/kinds.ts'
import { record } from '../audit/record.ts'
import { seoulDay } from '../calendar.ts'
import { atOneInstant, type Ctx, type TxCtx } from '../context.ts'
import { AppError, type FieldError } from '../errors.ts'
import { onceOnly } from '../idempotency/once.ts'
import { newId } from '../ids.ts'
import { usableToday } from '../ledger/queries.ts'
import { sumWon } from '../money.ts'
import { notify } from '../notifications/notify.ts'
import { allocate, distribute } from './budget.ts'
import type { MoveBudget, MovedBudget } from './contract.ts'

/** HQ allocates budget to its own agencies: all of them or none (C.3). */
export const allocateBudget = (ctx: Ctx, input: MoveBudget): Promise<MovedBudget> =>
  moveBudget(ctx, input, {
    action: 'rebate.allocate',
    type: 'rebate_allocated',
    move: allocate,
  })

/** An agency distributes to its own shops within its own budget: all of them or none (C.3). */
export const distributeBudget = (ctx: Ctx, input: MoveBudget): Promise<MovedBudget> =>
  moveBudget(ctx, input, {
    action: 'rebate.distribute',
    type: 'rebate_distributed',
    move: distribute,
  })

type Kind = {
  action: Extract<AuditAction, `rebate.${string}`>
  type: 'rebate_allocated' | 'rebate_distributed'
  move: typeof allocate
}

function moveBudget(ctx: Ctx, input: MoveBudget, kind: Kind): Promise<MovedBudget> {
  return onceOnly(ctx, 201, async (tx) => {
    const ctx = atOneInstant(tx)
    const now = ctx.clock.now()
    const { hqId, companyId, userId } = ctx.actor
    if (input.period.end < seoulDay(now))
      throw new AppError('invalid_input', 'The period is over.', {
        errors: [{ path: 'period.end', code: 'past', message: 'Choose a day from today on.' }],
      })
    await checkReceivers(ctx, input)
    const given = input.items.map(({ companyId: to, amountWon }) => ({
      grantId: newId(now),
      to,
      amountWon,
    }))
    const moved = await kind.move(ctx, given, input.period)
    const rows = moved.map(({ grantId, to, amountWon, transferId }) => ({
      id: grantId,
      hqId,
      fromId: companyId,
      toId: to,
      amountWon,
      periodStart: input.period.start,
      periodEnd: input.period.end,
      transferId,
      note: input.note,
      createdBy: userId,
      createdAt: now,
    }))
    await ctx.db.execute(insertMany(rebateGrants, rows))
    const totalWon = sumWon(input.items.map(({ amountWon }) => amountWon))
    await record(ctx, {
      action: kind.action,
      entityId: rows[0]?.id ?? null,
      facts: { totalWon, companies: rows.length },
    })
    await notify(
      ctx,
      ...rows.map(({ id, toId, amountWon }) => ({
        companyId: toId,
        type: kind.type,
        subjectId: id,
        params: { amountWon, periodEnd: input.period.end },
      })),
    )
    // Receivers learn it by their notification. The giver's other pages, and the headquarters whose board
    // shows who holds the budget, get only the event.
    const [first] = rows
    if (first)
      ctx.changed({ event: { type: 'budget.moved', id: first.id }, heardBy: [companyId, hqId] })
    const usableWon = await usableToday(
      ctx,
      rows.map(({ toId }) => toId),
    )
    const grants = rows.map(({ id, toId, amountWon }) => ({
      id,
      companyId: toId,
      amountWon,
      availableWon: usableWon(toId),
    }))
    return { totalWon, grants }
  })
}

/** Receivers must be the giver's own, active companies; others give the same error as unknown ones. */
async function checkReceivers(ctx: TxCtx, input: MoveBudget) {
  const ids = input.items.map(({ companyId }) => companyId)
  const own = await rowsOf(
    ctx.db,
    // Locked until the commit: a company that gets budget cannot be removed meanwhile, and a removed one gets
    // none.
    sql`select id, active from companies where parent_id = ${ctx.actor.companyId} and id in ${ids}
      and removed_at is null order by id for share`,
    { id: text, active: boolean },
  )
  const byId = new Map(own.map((company) => [company.id, company]))
  const errors = ids.flatMap((id, i): FieldError[] => {
    const path = `items.${i}.companyId`
    const company = byId.get(id)
    if (!company) return [{ path, code: 'not_found', message: 'Not one of your own companies.' }]
    return company.active ? [] : [{ path, code: 'inactive', message: 'This company is suspended.' }]
  })
  if (errors.length > 0)
    throw new AppError('invalid_input', 'Some companies cannot receive budget; see errors.', {
      errors,
    })
}

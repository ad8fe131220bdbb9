import { sql } from 'drizzle-orm'
import { insertMany } from '#db/insert-many.ts'
import { rowsOf } from '#db/rows.ts'
import { rebateGrants } from '#db/schema/rebates.ts'
import { record } from '../audit/record.ts'
import { seoulDay } from '../calendar.ts'
import type { Ctx, TxCtx } from '../context.ts'
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
    permission: 'rebate.allocate',
    type: 'rebate_allocated',
    move: allocate,
  })

/** An agency distributes to its own shops, as far as its own budget reaches: all of them or none (C.3). */
export const distributeBudget = (ctx: Ctx, input: MoveBudget): Promise<MovedBudget> =>
  moveBudget(ctx, input, {
    permission: 'rebate.distribute',
    type: 'rebate_distributed',
    move: distribute,
  })

type Kind = {
  permission: 'rebate.allocate' | 'rebate.distribute'
  type: 'rebate_allocated' | 'rebate_distributed'
  move: typeof allocate
}

function moveBudget(ctx: Ctx, input: MoveBudget, kind: Kind): Promise<MovedBudget> {
  return onceOnly(ctx, 201, async (ctx) => {
    const now = ctx.clock.now()
    const { hqId, companyId, userId } = ctx.actor
    if (input.period.end < seoulDay(now))
      throw new AppError('invalid_input', 'The period is over.', {
        errors: [{ path: 'period.end', code: 'past', message: 'Choose a day from today on.' }],
      })
    await checkReceivers(ctx, input)
    const rows = []
    // One after the other, so that each sees what the ones before took.
    for (const { companyId: toId, amountWon } of input.items) {
      const id = newId(now)
      const transferId = await kind.move(ctx, toId, amountWon, input.period, id)
      const { start: periodStart, end: periodEnd } = input.period
      const grant = { id, hqId, fromId: companyId, toId, amountWon, periodStart, periodEnd }
      rows.push({ ...grant, transferId, note: input.note, createdBy: userId, createdAt: now })
    }
    await ctx.db.execute(insertMany(rebateGrants, rows))
    const totalWon = sumWon(input.items.map(({ amountWon }) => amountWon))
    await record(ctx, {
      action: kind.permission,
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
    const grants = []
    for (const { id, toId, amountWon } of rows)
      grants.push({ id, companyId: toId, amountWon, ...(await usableToday(ctx, toId)) })
    return { totalWon, grants }
  })
}

/** Receivers are the giver's own, active subordinates; anybody else's are as unknown as none at all. */
async function checkReceivers(ctx: TxCtx, input: MoveBudget) {
  const ids = input.items.map(({ companyId }) => companyId)
  const own = await rowsOf<{ id: string; active: boolean }>(
    ctx.db,
    // Held until the commit: a company with budget is not removed, one that is removed gets none.
    sql`select id, active from companies where parent_id = ${ctx.actor.companyId} and id in ${ids}
      and removed_at is null order by id for share`,
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

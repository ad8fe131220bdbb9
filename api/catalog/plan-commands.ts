import { and, eq, isNull } from 'drizzle-orm'
import { planChanges, plans } from '#db/schema/catalog.ts'
import { record } from '../audit/record.ts'
import { requireVersion } from '../companies/lock.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { onceOnly } from '../idempotency/once.ts'
import { newId } from '../ids.ts'
import { catalogChanged, effectiveAt, inUse, lockCatalog } from './changed.ts'
import { createPlans } from './commands.ts'
import type { AddPlan, ChangePlan, EditPlan, Plan, RemoveEntry } from './contract.ts'
import { noSuchPlan, planFor } from './queries.ts'
import { otherCarrierIn } from './rules.ts'
import { usedPlans } from './used.ts'

/** Adds a plan to the HQ's catalogue. */
export function addPlan(ctx: Ctx, input: AddPlan): Promise<Plan> {
  return onceOnly(ctx, 201, async (ctx) => {
    await lockCatalog(ctx)
    const [made] = await createPlans(ctx, [input])
    if (!made) throw new Error('no plan was made')
    await record(ctx, {
      action: 'plan.add',
      entityId: made.id,
      after: { name: made.name, monthlyFeeWon: made.monthlyFeeWon },
    })
    await catalogChanged(ctx, made.id)
    return planFor(ctx, made.id)
  })
}

/** Changes what has no date: name, group, description, and whether it is stopped. */
export function editPlan(ctx: Ctx, id: string, input: EditPlan): Promise<Plan> {
  return transact(ctx, async (ctx) => {
    const plan = await lockPlan(ctx, id, input.version)
    const { name = plan.name, category = plan.category } = input
    const { description = plan.description, active = plan.active } = input
    if (input.name !== undefined && otherCarrierIn(name, plan.carrier))
      throw new AppError('invalid_input', 'The name is that of another carrier.', {
        errors: [{ path: 'name', code: 'other_carrier', message: 'names another carrier' }],
      })
    await writePlan(ctx, plan, { name, category, description, active })
    const facts = { name, category, active: String(active) }
    const before = { name: plan.name, category: plan.category, active: String(plan.active) }
    await record(ctx, { action: 'plan.edit', entityId: id, before, after: facts })
    await catalogChanged(ctx, id)
    return planFor(ctx, id)
  })
}

/** Changes fee and validity from an instant on. What was in force before stays readable, and orders keep theirs. */
export function changePlan(ctx: Ctx, id: string, input: ChangePlan): Promise<Plan> {
  return onceOnly(ctx, 201, async (ctx) => {
    const { version, monthlyFeeWon, validFrom, validUntil } = input
    const plan = await lockPlan(ctx, id, version)
    const before = await planFor(ctx, id)
    const effectiveFrom = effectiveAt(ctx, input.effectiveFrom)
    await datePlans(ctx, effectiveFrom, [{ planId: id, monthlyFeeWon, validFrom, validUntil }])
    await writePlan(ctx, plan, {})
    await record(ctx, {
      action: 'plan.change',
      entityId: id,
      facts: { effectiveFrom: effectiveFrom.toISOString() },
      before: termsOf(before),
      after: termsOf(input),
    })
    await catalogChanged(ctx, id)
    return planFor(ctx, id)
  })
}

/** Removes a plan that no order has ever named, for good. */
export function removePlan(ctx: Ctx, id: string, { version }: RemoveEntry): Promise<void> {
  return transact(ctx, async (ctx) => {
    const plan = await lockPlan(ctx, id, version)
    if ((await usedPlans(ctx, [id])).length > 0) throw inUse(plan.name)
    await takePlan(ctx, plan)
    await record(ctx, { action: 'plan.remove', entityId: id, before: { name: plan.name } })
    await catalogChanged(ctx, id)
  })
}

export type PlanRow = typeof plans.$inferSelect

async function lockPlan(ctx: TxCtx, id: string, version: number): Promise<PlanRow> {
  await lockCatalog(ctx)
  const own = and(eq(plans.id, id), eq(plans.hqId, ctx.actor.hqId), isNull(plans.removedAt))
  const [plan] = await ctx.db.select().from(plans).where(own).for('update')
  if (!plan) throw noSuchPlan()
  requireVersion(plan, version)
  return plan
}

/** Writes to a locked plan; its version moves in any case. */
export const writePlan = (
  ctx: TxCtx,
  { id, version }: Pick<PlanRow, 'id' | 'version'>,
  change: Partial<Omit<PlanRow, 'id' | 'version'>>,
): Promise<unknown> =>
  ctx.db
    .update(plans)
    .set({ ...change, version: version + 1 })
    .where(eq(plans.id, id))

/** The row stays: an order that was priced a moment before refers to it. */
export const takePlan = (ctx: TxCtx, plan: Pick<PlanRow, 'id' | 'version'>): Promise<unknown> =>
  writePlan(ctx, plan, { active: false, removedAt: ctx.clock.now() })

type NewTerms = Pick<
  typeof planChanges.$inferInsert,
  'planId' | 'monthlyFeeWon' | 'validFrom' | 'validUntil'
>
/** Terms of plans from an instant on. */
export async function datePlans(ctx: TxCtx, effectiveFrom: Date, terms: NewTerms[]): Promise<void> {
  if (terms.length === 0) return
  const changedAt = ctx.clock.now()
  const { hqId, userId: changedBy } = ctx.actor
  const common = { hqId, effectiveFrom, changedAt, changedBy }
  await ctx.db
    .insert(planChanges)
    .values(terms.map((each) => ({ id: newId(changedAt), ...common, ...each })))
}

const termsOf = ({
  monthlyFeeWon,
  validFrom,
  validUntil,
}: Pick<Plan, 'monthlyFeeWon' | 'validFrom' | 'validUntil'>) => ({
  monthlyFeeWon,
  validFrom,
  validUntil,
})

import { insertMany } from '#db/insert-many.ts'
import { deviceModels, plans } from '#db/schema/catalog.ts'
import type { Carrier } from '#db/words.ts'
import { type Ctx, transact } from '../context.ts'
import { newId } from '../ids.ts'
import type { Device, Plan } from './contract.ts'

export type NewPlan = { carrier: Carrier; name: string; monthlyFeeWon: number; active?: boolean }
export type NewDevice = { manufacturer: string; name: string; colors: string[]; active?: boolean }

/** Adds plans to the catalogue of the actor's HQ. All or none. */
export function createPlans(ctx: Ctx, inputs: NewPlan[]): Promise<Plan[]> {
  return transact(ctx, async (ctx) => {
    const at = ctx.clock.now()
    const made = inputs.map(({ active = true, ...plan }) => ({ id: newId(at), ...plan, active }))
    const owned = { hqId: ctx.actor.hqId, createdAt: at }
    const rows = made.map((plan) => ({ ...plan, ...owned }))
    if (rows.length > 0) await ctx.db.execute(insertMany(plans, rows))
    return made
  })
}

/** Adds device models to the catalogue of the actor's HQ. All or none. */
export function createDevices(ctx: Ctx, inputs: NewDevice[]): Promise<Device[]> {
  return transact(ctx, async (ctx) => {
    const at = ctx.clock.now()
    const made = inputs.map(({ active = true, ...device }) => ({
      id: newId(at),
      ...device,
      active,
    }))
    const owned = { hqId: ctx.actor.hqId, createdAt: at }
    const rows = made.map((device) => ({ ...device, ...owned }))
    if (rows.length > 0) await ctx.db.execute(insertMany(deviceModels, rows))
    return made
  })
}

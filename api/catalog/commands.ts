import { insertMany } from '#db/insert-many.ts'
import { deviceModels, plans, type Storage } from '#db/schema/catalog.ts'
import type { Carrier } from '#db/words.ts'
import { type Ctx, transact } from '../context.ts'
import { newId } from '../ids.ts'

type Validity = { validFrom?: string | null; validUntil?: string | null }
export type NewPlan = Validity & {
  carrier: Carrier
  name: string
  monthlyFeeWon: number
  category?: string | null
  description?: string
  active?: boolean
}
export type NewDevice = Validity & {
  manufacturer: string
  name: string
  colors: string[]
  colorCodes?: string[]
  modelCode?: string | null
  storages?: Storage[]
  active?: boolean
}
type Made<New> = New & { id: string; active: boolean }

/** Adds plans to the catalogue of the actor's HQ. All or none. */
export function createPlans(ctx: Ctx, inputs: NewPlan[]): Promise<Made<NewPlan>[]> {
  return transact(ctx, async (ctx) => {
    const at = ctx.clock.now()
    const made = inputs.map((plan) => ({
      ...{ category: null, description: '', validFrom: null, validUntil: null, active: true },
      ...plan,
      id: newId(at),
    }))
    const rows = made.map((plan) => ({ ...plan, ...entryOf(ctx, at) }))
    if (rows.length > 0) await ctx.db.execute(insertMany(plans, rows))
    return made
  })
}

/** Adds device models to the catalogue of the actor's HQ. All or none. */
export function createDevices(ctx: Ctx, inputs: NewDevice[]): Promise<Made<NewDevice>[]> {
  return transact(ctx, async (ctx) => {
    const at = ctx.clock.now()
    const made = inputs.map((device) => ({
      ...{ modelCode: null, colorCodes: [], storages: [], validFrom: null, validUntil: null },
      ...{ active: true, ...device },
      id: newId(at),
    }))
    const rows = made.map((device) => ({ ...device, ...entryOf(ctx, at) }))
    if (rows.length > 0) await ctx.db.execute(insertMany(deviceModels, rows))
    return made
  })
}

const entryOf = ({ actor }: Ctx, at: Date) => ({ hqId: actor.hqId, version: 1, createdAt: at })

import { and, eq, isNull } from 'drizzle-orm'
import { deviceChanges, deviceModels } from '#db/schema/catalog.ts'
import { record } from '../audit/record.ts'
import { requireVersion } from '../companies/lock.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { onceOnly } from '../idempotency/once.ts'
import { newId } from '../ids.ts'
import { catalogChanged, effectiveAt, inUse, lockCatalog } from './changed.ts'
import { createDevices } from './commands.ts'
import type { AddDevice, ChangeDevice, Device, EditDevice, RemoveEntry } from './contract.ts'
import { deviceFor, noSuchDevice } from './queries.ts'
import { usedDevices } from './used.ts'

// As `plan-commands.ts`, for device models.

/** Adds a device model to the HQ's catalogue. */
export function addDevice(ctx: Ctx, { palette, ...input }: AddDevice): Promise<Device> {
  return onceOnly(ctx, 201, async (ctx) => {
    await lockCatalog(ctx)
    const [made] = await createDevices(ctx, [{ ...input, ...coloursOf(palette) }])
    if (!made) throw new Error('no device was made')
    const { id, manufacturer, name } = made
    await record(ctx, { action: 'device.add', entityId: id, after: { manufacturer, name } })
    await catalogChanged(ctx, id)
    return deviceFor(ctx, id)
  })
}

/** Changes what has no date: names, code, colours, and whether it is stopped. */
export function editDevice(ctx: Ctx, id: string, input: EditDevice): Promise<Device> {
  return transact(ctx, async (ctx) => {
    const model = await lockDevice(ctx, id, input.version)
    const { manufacturer = model.manufacturer, name = model.name } = input
    const { modelCode = model.modelCode, active = model.active } = input
    const colours = input.palette ? coloursOf(input.palette) : {}
    await writeDevice(ctx, model, { manufacturer, name, modelCode, active, ...colours })
    await record(ctx, {
      action: 'device.edit',
      entityId: id,
      before: factsOf(model),
      after: factsOf({ ...model, manufacturer, name, modelCode, active, ...colours }),
    })
    await catalogChanged(ctx, id)
    return deviceFor(ctx, id)
  })
}

/** Changes storages, prices and validity from an instant on. */
export function changeDevice(ctx: Ctx, id: string, input: ChangeDevice): Promise<Device> {
  return onceOnly(ctx, 201, async (ctx) => {
    const { version, storages, validFrom, validUntil } = input
    const model = await lockDevice(ctx, id, version)
    const before = await deviceFor(ctx, id)
    const effectiveFrom = effectiveAt(ctx, input.effectiveFrom)
    await dateDevices(ctx, effectiveFrom, [{ deviceId: id, storages, validFrom, validUntil }])
    await writeDevice(ctx, model, {})
    await record(ctx, {
      action: 'device.change',
      entityId: id,
      facts: { effectiveFrom: effectiveFrom.toISOString() },
      before: termsOf(before),
      after: termsOf(input),
    })
    await catalogChanged(ctx, id)
    return deviceFor(ctx, id)
  })
}

/** Removes a device model that no order has ever named, for good. */
export function removeDevice(ctx: Ctx, id: string, { version }: RemoveEntry): Promise<void> {
  return transact(ctx, async (ctx) => {
    const model = await lockDevice(ctx, id, version)
    if ((await usedDevices(ctx, [id])).length > 0) throw inUse(model.name)
    await takeDevice(ctx, model)
    await record(ctx, { action: 'device.remove', entityId: id, before: { name: model.name } })
    await catalogChanged(ctx, id)
  })
}

export type DeviceRow = typeof deviceModels.$inferSelect

async function lockDevice(ctx: TxCtx, id: string, version: number): Promise<DeviceRow> {
  await lockCatalog(ctx)
  const { hqId } = ctx.actor
  const own = and(
    eq(deviceModels.id, id),
    eq(deviceModels.hqId, hqId),
    isNull(deviceModels.removedAt),
  )
  const [model] = await ctx.db.select().from(deviceModels).where(own).for('update')
  if (!model) throw noSuchDevice()
  requireVersion(model, version)
  return model
}

/** Writes to a locked model; its version moves in any case. */
export const writeDevice = (
  ctx: TxCtx,
  { id, version }: Pick<DeviceRow, 'id' | 'version'>,
  change: Partial<Omit<DeviceRow, 'id' | 'version' | 'nameKey'>>,
): Promise<unknown> =>
  ctx.db
    .update(deviceModels)
    .set({ ...change, version: version + 1 })
    .where(eq(deviceModels.id, id))

export const takeDevice = (ctx: TxCtx, row: Pick<DeviceRow, 'id' | 'version'>): Promise<unknown> =>
  writeDevice(ctx, row, { active: false, removedAt: ctx.clock.now() })

type NewTerms = Pick<
  typeof deviceChanges.$inferInsert,
  'deviceId' | 'storages' | 'validFrom' | 'validUntil'
>
/** Terms of device models from an instant on. */
export async function dateDevices(
  ctx: TxCtx,
  effectiveFrom: Date,
  terms: NewTerms[],
): Promise<void> {
  if (terms.length === 0) return
  const changedAt = ctx.clock.now()
  const { hqId, userId: changedBy } = ctx.actor
  const common = { hqId, effectiveFrom, changedAt, changedBy }
  await ctx.db
    .insert(deviceChanges)
    .values(terms.map((each) => ({ id: newId(changedAt), ...common, ...each })))
}

/** The two columns of a palette: names, and codes in the same order. */
export const coloursOf = (palette: readonly { name: string; code: string | null }[]) => ({
  colors: palette.map(({ name }) => name),
  colorCodes: palette.map(({ code }) => code ?? ''),
})

const factsOf = (
  row: Pick<DeviceRow, 'manufacturer' | 'name' | 'modelCode' | 'active' | 'colors'>,
) => ({
  manufacturer: row.manufacturer,
  name: row.name,
  modelCode: row.modelCode,
  active: String(row.active),
  colors: row.colors.join(', '),
})
const termsOf = ({
  storages,
  validFrom,
  validUntil,
}: Pick<Device, 'storages' | 'validFrom' | 'validUntil'>) => ({
  storages: storages.map(({ name, priceWon }) => `${name} ${priceWon}`).join(', '),
  validFrom,
  validUntil,
})

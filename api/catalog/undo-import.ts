import { and, desc, eq, sql } from 'drizzle-orm'
import * as z from 'zod'
import { rowsOf } from '#db/rows.ts'
import { catalogImports, type ImportedRow } from '#db/schema/catalog.ts'
import { boolean, integer, text } from '#db/values.ts'
import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { catalogChanged, lockCatalog } from './changed.ts'
import type { ImportedCatalog, ImportList } from './contract.ts'
import { coloursOf, dateDevices, takeDevice, writeDevice } from './device-commands.ts'
import { datePlans, takePlan, writePlan } from './plan-commands.ts'
import { usedDevices, usedPlans } from './used.ts'

type Import = typeof catalogImports.$inferSelect
const LISTED = 20

/** The last imports of the HQ, the newest first. */
export async function listImports(ctx: Ctx): Promise<ImportList> {
  const rows = await ctx.replica
    .select()
    .from(catalogImports)
    .where(eq(catalogImports.hqId, ctx.actor.hqId))
    .orderBy(desc(catalogImports.id))
    .limit(LISTED)
  return { items: rows.map(shown) }
}

const shown = ({ id, importedAt, undoneAt, rows }: Import): ImportedCatalog => ({
  id,
  importedAt: importedAt.toISOString(),
  created: rows.filter(({ before }) => !before).length,
  changed: rows.filter(({ before }) => before).length,
  undoneAt: undoneAt?.toISOString() ?? null,
})

/**
 * Takes an import back, as a whole or not at all: new rows are removed, changed ones get their former values
 * from now on. Throws `conflict` with the names of what has changed or is in use since.
 */
export function undoImport(ctx: Ctx, id: string): Promise<ImportedCatalog> {
  return transact(ctx, async (ctx) => {
    await lockCatalog(ctx)
    const own = and(eq(catalogImports.id, id), eq(catalogImports.hqId, ctx.actor.hqId))
    const [found] = await ctx.db.select().from(catalogImports).where(own).for('update')
    if (!found) throw new AppError('not_found', 'There is no such import.')
    // Sent twice, it has one effect and one answer.
    if (found.undoneAt) return shown(found)
    await requireUntouched(ctx, found.rows)
    for (const row of found.rows) await takeBack(ctx, row, found.effectiveFrom)
    const undoneAt = ctx.clock.now()
    await ctx.db.update(catalogImports).set({ undoneAt }).where(own)
    await record(ctx, { action: 'catalog.undo', entityId: id, facts: { rows: found.rows.length } })
    await catalogChanged(ctx, id)
    return shown({ ...found, undoneAt })
  })
}

async function requireUntouched(ctx: TxCtx, rows: ImportedRow[]): Promise<void> {
  const now = await rowsOf(
    ctx.db,
    sql`select id, version, removed_at is null as kept from plans where hq_id = ${ctx.actor.hqId}
      union all select id, version, removed_at is null from device_models where hq_id = ${ctx.actor.hqId}`,
    { id: text, version: integer, kept: boolean },
  )
  const byId = new Map(now.map((row) => [row.id, row]))
  const changed = rows.filter(({ id, version }) => {
    const row = byId.get(id)
    return !row?.kept || row.version !== version
  })
  if (changed.length > 0) throw since('changed_since', changed)
  const idsOf = (kind: ImportedRow['kind']) =>
    rows.filter((row) => row.kind === kind && !row.before).map(({ id }) => id)
  const used = [
    ...(await usedPlans(ctx, idsOf('plan'))),
    ...(await usedDevices(ctx, idsOf('device'))),
  ].map(({ id }) => id)
  if (used.length > 0)
    throw since(
      'in_use',
      rows.filter(({ id }) => used.includes(id)),
    )
}

const NAMED_MAX = 20
function since(why: 'changed_since' | 'in_use', rows: ImportedRow[]): AppError {
  const names = rows.slice(0, NAMED_MAX).map(({ name }) => name)
  const said = why === 'in_use' ? 'Orders name' : 'Changed since the import:'
  return new AppError('conflict', `${said} ${names.join(', ')}. The import stays.`, {
    facts: { why, names: names.join(', '), count: rows.length },
  })
}

const days = { validFrom: z.string().nullable(), validUntil: z.string().nullable() }
const PlanBefore = z.object({
  category: z.string().nullable(),
  description: z.string(),
  monthlyFeeWon: z.int(),
  ...days,
})
const DeviceBefore = z.object({
  modelCode: z.string().nullable(),
  palette: z.array(z.object({ name: z.string(), code: z.string().nullable() })),
  storages: z.array(z.object({ name: z.string(), priceWon: z.int() })),
  ...days,
})

/** A change that has not begun is replaced at its own instant, another one from now on. */
async function takeBack(ctx: TxCtx, row: ImportedRow, effectiveFrom: Date): Promise<void> {
  const { id, kind, before } = row
  if (!before) await (kind === 'plan' ? takePlan(ctx, row) : takeDevice(ctx, row))
  else {
    const now = ctx.clock.now()
    const from = effectiveFrom > now ? effectiveFrom : now
    if (kind === 'plan') {
      const { category, description, ...terms } = PlanBefore.parse(before)
      await writePlan(ctx, row, { category, description })
      await datePlans(ctx, from, [{ planId: id, ...terms }])
    } else {
      const { modelCode, palette, ...terms } = DeviceBefore.parse(before)
      await writeDevice(ctx, row, { modelCode, ...coloursOf(palette) })
      await dateDevices(ctx, from, [{ deviceId: id, ...terms }])
    }
  }
}

import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { catalogImports, type ImportedRow } from '#db/schema/catalog.ts'
import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError, type FieldError } from '../errors.ts'
import { onceOnly } from '../idempotency/once.ts'
import { newId } from '../ids.ts'
import { catalogChanged, effectiveAt, lockCatalog } from './changed.ts'
import { createDevices, createPlans } from './commands.ts'
import type { ImportCatalog, ImportResult } from './contract.ts'
import { coloursOf, dateDevices, writeDevice } from './device-commands.ts'
import { FIXES } from './import-fixes.ts'
import type { Cells, DeviceValues, Known, PlanValues, Verdict, Work } from './import-row.ts'
import { classifyRows } from './import-rows.ts'
import { DEVICE, deviceItem, PLAN } from './list.ts'
import { datePlans, writePlan } from './plan-commands.ts'
import { devicesWhere, plansWhere } from './queries.ts'

/**
 * Adds and changes plans and devices by the rows of a price list, all in one transaction. Throws
 * `invalid_input` if a row is refused. The same rows again change nothing.
 */
export function importCatalog(ctx: Ctx, input: ImportCatalog): Promise<ImportResult> {
  const at = effectiveAt(ctx, input.effectiveFrom)
  if (input.dryRun)
    return transact(ctx, async (ctx) => {
      const { verdicts } = classifyRows(input.rows, await knownAt(ctx, at))
      return resultOf(verdicts, null)
    })
  return onceOnly(ctx, 201, (ctx) => importRows(ctx, input.rows, at))
}

/** The same in the caller's transaction, for a new headquarters. */
export async function importRows(
  ctx: TxCtx,
  rows: readonly Cells[],
  at: Date,
): Promise<ImportResult> {
  await lockCatalog(ctx)
  const { verdicts, work } = classifyRows(rows, await knownAt(ctx, at))
  const refused = verdicts.filter(({ verdict }) => verdict === 'refused')
  if (refused.length > 0) throw rowsRefused(refused)
  return resultOf(verdicts, work.length > 0 ? await apply(ctx, at, work) : null)
}

const ERRORS_MAX = 50
const rowsRefused = (refused: Verdict[]) =>
  new AppError('invalid_input', 'Some rows cannot be imported, so nothing was; see errors.', {
    facts: { refused: refused.length },
    errors: refused
      .slice(0, ERRORS_MAX)
      .flatMap(({ row, fault }): FieldError[] =>
        fault
          ? [{ path: `rows.${row}.${fault.field}`, code: fault.code, message: FIXES[fault.code] }]
          : [],
      ),
  })

function resultOf(verdicts: Verdict[], importId: string | null): ImportResult {
  const count = (word: Verdict['verdict']) =>
    verdicts.filter(({ verdict }) => verdict === word).length
  return {
    importId,
    created: count('new'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    refused: count('refused'),
    rows: verdicts.map((row) => ({ ...row, fix: row.fault && FIXES[row.fault.code] })),
  }
}

const ALL = 100_000
/** The whole catalogue with the terms in force at the instant from which the import is to hold. */
async function knownAt(ctx: TxCtx, at: Date): Promise<Known> {
  const plans = await rowsOf(ctx.db, plansWhere(ctx, at, [sql`true`], ALL), PLAN)
  const devices = await rowsOf(ctx.db, devicesWhere(ctx, at, [sql`true`], ALL), DEVICE)
  return { plans, devices: devices.map(deviceItem) }
}

/** Writes the work and records what undoing it needs. */
async function apply(ctx: TxCtx, effectiveFrom: Date, work: Work[]): Promise<string> {
  const importedAt = ctx.clock.now()
  const id = newId(importedAt)
  const { hqId, userId: importedBy } = ctx.actor
  const rows = [
    ...(await applyPlans(ctx, effectiveFrom, work)),
    ...(await applyDevices(ctx, effectiveFrom, work)),
  ]
  await ctx.db
    .insert(catalogImports)
    .values({ id, hqId, importedBy, importedAt, effectiveFrom, rows })
  await record(ctx, {
    action: 'catalog.import',
    entityId: id,
    facts: {
      created: rows.filter(({ before }) => !before).length,
      changed: rows.filter(({ before }) => before).length,
    },
  })
  await catalogChanged(ctx, id)
  return id
}

async function applyPlans(ctx: TxCtx, at: Date, work: Work[]): Promise<ImportedRow[]> {
  const all = work.flatMap((each) => (each.kind === 'plan' ? [each] : []))
  const made = await createPlans(
    ctx,
    all.filter(({ known }) => !known).map(({ values }) => values),
  )
  const rows = made.map(({ id, name }) => rowOf('plan', { id, name, version: 1 }, null))
  for (const { values, known } of all) {
    if (!known) continue
    const { category, description, monthlyFeeWon, validFrom, validUntil } = values
    await writePlan(ctx, known, { category, description })
    if (differs(values, known, ['monthlyFeeWon', 'validFrom', 'validUntil']))
      await datePlans(ctx, at, [{ planId: known.id, monthlyFeeWon, validFrom, validUntil }])
    rows.push(rowOf('plan', { ...known, version: known.version + 1 }, planValues(known)))
  }
  return rows
}

async function applyDevices(ctx: TxCtx, at: Date, work: Work[]): Promise<ImportedRow[]> {
  const all = work.flatMap((each) => (each.kind === 'device' ? [each] : []))
  const made = await createDevices(
    ctx,
    all
      .filter(({ known }) => !known)
      .map(({ values: { palette, ...values } }) => ({ ...values, ...coloursOf(palette) })),
  )
  const rows = made.map(({ id, name }) => rowOf('device', { id, name, version: 1 }, null))
  for (const { values, known } of all) {
    if (!known) continue
    const { modelCode, palette, storages, validFrom, validUntil } = values
    await writeDevice(ctx, known, { modelCode, ...coloursOf(palette) })
    if (differs(values, known, ['storages', 'validFrom', 'validUntil']))
      await dateDevices(ctx, at, [{ deviceId: known.id, storages, validFrom, validUntil }])
    rows.push(rowOf('device', { ...known, version: known.version + 1 }, deviceValues(known)))
  }
  return rows
}

const rowOf = (
  kind: ImportedRow['kind'],
  { id, name, version }: { id: string; name: string; version: number },
  before: ImportedRow['before'],
): ImportedRow => ({ kind, id, name, version, before })

/** Of a plan or device in the catalogue, what an import can change. */
const planValues = (known: PlanValues) => {
  const { category, description, monthlyFeeWon, validFrom, validUntil } = known
  return { category, description, monthlyFeeWon, validFrom, validUntil }
}
const deviceValues = ({ modelCode, palette, storages, validFrom, validUntil }: DeviceValues) => ({
  ...{ modelCode, palette, storages, validFrom, validUntil },
})

const differs = <T extends object>(values: T, known: T, fields: (keyof T)[]): boolean =>
  fields.some((field) => JSON.stringify(values[field]) !== JSON.stringify(known[field]))

import * as z from 'zod'
import { CARRIERS, COURIERS, SIM_TYPES } from '#db/words.ts'
import { Day, Id, Instant, kind, listOf, Memo, pageOf, said, setOf, Text } from '../shapes.ts'
import { Device, DeviceTerms, Plan, PlanTerms } from './list.ts'
import {
  COLOR_CODE,
  COLORS_MAX,
  endsBeforeStart,
  FEE_MAX_WON,
  nameKey,
  otherCarrierIn,
  PRICE_MAX_WON,
  ROWS_MAX,
  STORAGES_MAX,
  type Validity,
} from './rules.ts'

export { Device, DeviceFilter, Plan, PlanFilter } from './list.ts'

export type PlanPage = z.infer<typeof PlanPage>
export const PlanPage = pageOf(Plan)
export type DevicePage = z.infer<typeof DevicePage>
export const DevicePage = pageOf(Device)

export type PlanHistory = z.infer<typeof PlanHistory>
export const PlanHistory = z.object({ items: z.array(PlanTerms) })
export type DeviceHistory = z.infer<typeof DeviceHistory>
export const DeviceHistory = z.object({ items: z.array(DeviceTerms) })

/** What stopping or removing it would touch now. Orders keep their snapshot in any case. */
export type CatalogEffects = z.infer<typeof CatalogEffects>
export const CatalogEffects = z.object({
  /** Active policies that price it. */
  policies: z.int(),
  openOrders: z.int(),
  /** Whether any order has ever named it: it can then be stopped and not removed. */
  isUsed: z.boolean(),
})

const Version = z.int().min(1)
const validity = {
  validFrom: Day.nullable().default(null),
  validUntil: Day.nullable().default(null),
}
const inOrder = (value: Validity, issue: z.core.$RefinementCtx) => {
  if (endsBeforeStart(value))
    issue.addIssue({
      code: 'custom',
      path: ['validUntil'],
      ...said({ code: 'before_start', message: 'must not be before validFrom' }),
    })
}

/** From when a change holds: an instant to come, or null for now. */
const effectiveFrom = Instant.nullable()
const Fee = z.int().min(1).max(FEE_MAX_WON)
const planName = Text(200)
const planText = { category: Text(60).nullable(), description: Memo(2000, 0) }

export type AddPlan = z.infer<typeof AddPlan>
export const AddPlan = z
  .strictObject({
    carrier: z.enum(CARRIERS),
    name: planName,
    category: planText.category.default(null),
    description: planText.description.default(''),
    monthlyFeeWon: Fee,
    ...validity,
  })
  .superRefine(inOrder)
  .superRefine(({ carrier, name }, issue) => {
    const other = otherCarrierIn(name, carrier)
    if (other)
      issue.addIssue({
        code: 'custom',
        path: ['name'],
        ...said({
          code: 'other_carrier',
          message: `names ${other.toUpperCase()}, but the plan is of another carrier: choose that carrier or another name`,
        }),
      })
  })

/** Fields that are absent stay unchanged. Fee and validity change by `…/changes`, with a date. */
export type EditPlan = z.infer<typeof EditPlan>
export const EditPlan = z.strictObject({
  version: Version,
  name: planName.optional(),
  category: planText.category.optional(),
  description: planText.description.optional(),
  active: z.boolean().optional(),
})

export type ChangePlan = z.infer<typeof ChangePlan>
export const ChangePlan = z
  .strictObject({ version: Version, effectiveFrom, monthlyFeeWon: Fee, ...validity })
  .superRefine(inOrder)

export type RemoveEntry = z.infer<typeof RemoveEntry>
export const RemoveEntry = z.strictObject({ version: Version })

const Storage = z.strictObject({ name: Text(40), priceWon: z.int().min(1).max(PRICE_MAX_WON) })
const Storages = listOf(Storage, { max: STORAGES_MAX }, ({ name }) => nameKey(name), 'name')
const ColorCode = kind(
  'color code',
  z
    .string()
    .max(7)
    .overwrite((text) => text.toUpperCase())
    .regex(COLOR_CODE, 'must be a colour as #RRGGBB'),
)
const Palette = listOf(
  z.strictObject({ name: Text(40), code: ColorCode.nullable() }),
  { max: COLORS_MAX },
  ({ name }) => nameKey(name),
  'name',
)
const model = { manufacturer: Text(100), name: Text(200), modelCode: Text(60).nullable() }

export type AddDevice = z.infer<typeof AddDevice>
export const AddDevice = z
  .strictObject({
    ...model,
    modelCode: model.modelCode.default(null),
    palette: Palette.default([]),
    storages: Storages.default([]),
    ...validity,
  })
  .superRefine(inOrder)

/** As `EditPlan`: storages, prices and validity change by `…/changes`. */
export type EditDevice = z.infer<typeof EditDevice>
export const EditDevice = z.strictObject({
  version: Version,
  manufacturer: model.manufacturer.optional(),
  name: model.name.optional(),
  modelCode: model.modelCode.optional(),
  palette: Palette.optional(),
  active: z.boolean().optional(),
})

export type ChangeDevice = z.infer<typeof ChangeDevice>
export const ChangeDevice = z
  .strictObject({ version: Version, effectiveFrom, storages: Storages, ...validity })
  .superRefine(inOrder)

// Carriers, SIM kinds and couriers.

const Label = Text(40).nullable()
/** The kinds are closed, because rules know them; an HQ says which it offers and under which name. */
const SimInput = z.strictObject({
  kind: z.enum(SIM_TYPES),
  offered: z.boolean(),
  label: Label,
  modelCode: Text(60).nullable(),
  /** What the trade charges for the SIM. The adjustment of an order stands in its policy. */
  priceWon: z.int().min(0).max(PRICE_MAX_WON).nullable(),
})
const CourierInput = z.strictObject({
  courier: z.enum(COURIERS),
  offered: z.boolean(),
  label: Label,
})

export type CatalogSettings = z.infer<typeof CatalogSettings>
export const CatalogSettings = z.object({
  /** Carriers whose plans are sold. */
  carriers: z.array(z.object({ carrier: z.enum(CARRIERS), carried: z.boolean() })),
  sims: z.array(
    z.object({
      kind: z.enum(SIM_TYPES),
      offered: z.boolean(),
      label: z.string().nullable(),
      modelCode: z.string().nullable(),
      priceWon: z.int().nullable(),
    }),
  ),
  couriers: z.array(
    z.object({
      courier: z.enum(COURIERS),
      offered: z.boolean(),
      label: z.string().nullable(),
    }),
  ),
  /** 0 until somebody has changed them. */
  version: z.int(),
})

/** Every list replaces its former one; a kind that is left out is offered under its usual name. */
export type EditCatalogSettings = z.infer<typeof EditCatalogSettings>
export const EditCatalogSettings = z.strictObject({
  version: z.int().min(0),
  carriersOff: setOf(z.enum(CARRIERS), { max: CARRIERS.length }),
  sims: listOf(SimInput, { max: SIM_TYPES.length }, ({ kind }) => kind, 'kind'),
  couriers: listOf(CourierInput, { max: COURIERS.length }, ({ courier }) => courier, 'courier'),
})

// Imports: rows of a price list as texts, which a reader of workbooks gives.

const cell = (max: number) => Text(max, 0).optional()
const Row = z.strictObject({
  row: z.int().min(1).max(1_000_000),
  kind: z.enum(['plan', 'device']),
  carrier: cell(20),
  name: cell(200),
  category: cell(60),
  description: Memo(2000, 0).optional(),
  fee: cell(40),
  manufacturer: cell(100),
  modelCode: cell(60),
  storage: cell(40),
  price: cell(40),
  colors: cell(1000),
  validFrom: cell(20),
  validUntil: cell(20),
})

export type ImportCatalog = z.infer<typeof ImportCatalog>
export const ImportCatalog = z.strictObject({
  /** True answers what would happen and writes nothing. */
  dryRun: z.boolean(),
  effectiveFrom: effectiveFrom.default(null),
  rows: listOf(Row, { min: 1, max: ROWS_MAX }, ({ kind, row }) => `${kind} ${row}`, 'row'),
})

const counted = { created: z.int(), changed: z.int() }
export type ImportResult = z.infer<typeof ImportResult>
export const ImportResult = z.object({
  /** Null after a dry run, and when nothing was new or changed. */
  importId: Id.nullable(),
  ...counted,
  unchanged: z.int(),
  refused: z.int(),
  rows: z.array(
    z.object({
      row: z.int(),
      kind: z.enum(['plan', 'device']),
      name: z.string(),
      verdict: z.enum(['new', 'changed', 'unchanged', 'refused']),
      /** The values that differ, as texts; null where there is none. */
      changes: z.array(
        z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
      ),
      /** The entry that the row stands for, where the row spells its name otherwise. */
      sameAs: z.string().nullable(),
      fault: z.object({ field: z.string(), code: z.string() }).nullable(),
      /** What to do about a refused row. */
      fix: z.string().nullable(),
    }),
  ),
})

export type ImportedCatalog = z.infer<typeof ImportedCatalog>
export const ImportedCatalog = z.object({
  id: Id,
  importedAt: Instant,
  ...counted,
  undoneAt: Instant.nullable(),
})
/** The last imports, the newest first. */
export type ImportList = z.infer<typeof ImportList>
export const ImportList = z.object({ items: z.array(ImportedCatalog) })

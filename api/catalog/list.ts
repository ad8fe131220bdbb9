import { sql } from 'drizzle-orm'
import * as z from 'zod'
import {
  boolean,
  integer,
  listOf as jsonList,
  nullable,
  objectOf,
  oneOf,
  type RowOf,
  text,
} from '#db/values.ts'
import { CARRIERS, CATALOG_STATES } from '#db/words.ts'
import { filter, queryOf } from '../list.ts'
import { Day, Id, Instant, pageQuery, Search } from '../shapes.ts'

// The lists of plans and of device models: columns, item, filters and cursor. `queries.ts` has the statement,
// in which `p` is a plan or model with its terms in force.

const Selling = z.enum(['true', 'false', 'any'])
const filters = {
  /** `true`: sold on the day; `false`: the others, which are stopped, planned or ended. */
  active: filter(Selling, (word) =>
    word === 'any' ? sql`true` : sql`(p.state = 'sold') = ${word === 'true'}`,
  ),
  after: filter(Id, (id) => sql`p.id > ${id}`),
}
const query = {
  ...pageQuery,
  /** The Seoul day as of whose end it is read; today is read as of now. */
  on: Day.optional(),
}
const active = Selling.default('true')

const VALIDITY = { validFrom: nullable(text), validUntil: nullable(text) }
/** The Seoul days between which it is sold, both included; null is open. */
const validity = { validFrom: z.string().nullable(), validUntil: z.string().nullable() }
const COMMON = {
  id: text,
  name: text,
  active: boolean,
  state: oneOf(CATALOG_STATES),
  version: integer,
  ...VALIDITY,
}
const common = {
  id: Id,
  name: z.string(),
  /** False while it is stopped by hand. */
  active: z.boolean(),
  state: z.enum(CATALOG_STATES),
  version: z.int(),
  ...validity,
}

export const PLAN = {
  ...COMMON,
  carrier: oneOf(CARRIERS),
  category: nullable(text),
  description: text,
  monthlyFeeWon: integer,
  policies: nullable(integer),
  next: nullable(objectOf({ effectiveFrom: text, monthlyFeeWon: integer, ...VALIDITY })),
}

export type Plan = z.infer<typeof Plan>
export const Plan = z.object({
  ...common,
  carrier: z.enum(CARRIERS),
  category: z.string().nullable(),
  description: z.string(),
  monthlyFeeWon: z.int(),
  /** Active policies for its carrier; null for those who do not publish policies. */
  policies: z.int().nullable(),
  /** The next planned change. */
  next: z.object({ effectiveFrom: Instant, monthlyFeeWon: z.int(), ...validity }).nullable(),
})

export const PLAN_FILTERS = {
  ...filters,
  carrier: filter(z.enum(CARRIERS), (carrier) => sql`p.carrier = ${carrier}`),
}
export type PlanFilter = z.infer<typeof PlanFilter>
export const PlanFilter = z.strictObject({ ...query, ...queryOf(PLAN_FILTERS), active })

const STORAGES = jsonList(objectOf({ name: text, priceWon: integer }))
/** A storage and its release price. */
const StorageItem = z.object({ name: z.string(), priceWon: z.int() })

export const DEVICE = {
  ...COMMON,
  manufacturer: text,
  modelCode: nullable(text),
  colors: jsonList(text),
  colorCodes: jsonList(text),
  storages: STORAGES,
  next: nullable(objectOf({ effectiveFrom: text, storages: STORAGES, ...VALIDITY })),
}

export type Device = z.infer<typeof Device>
export const Device = z.object({
  ...common,
  manufacturer: z.string(),
  modelCode: z.string().nullable(),
  /** The names of its colours, which an order chooses from. */
  colors: z.array(z.string()),
  /** The same colours with their codes, `#RRGGBB`. */
  palette: z.array(z.object({ name: z.string(), code: z.string().nullable() })),
  storages: z.array(StorageItem),
  /** The next planned change. */
  next: z
    .object({ effectiveFrom: Instant, storages: z.array(StorageItem), ...validity })
    .nullable(),
})

export const deviceItem = ({ colorCodes, ...row }: RowOf<typeof DEVICE>): Device => ({
  ...row,
  palette: row.colors.map((name, nth) => ({ name, code: colorCodes[nth] || null })),
})

export const DEVICE_FILTERS = {
  ...filters,
  /** Part of the manufacturer's or the model's name. */
  q: filter(Search(100), (q) => sql`p.name_key like text_pattern(${q})`),
}
export type DeviceFilter = z.infer<typeof DeviceFilter>
export const DeviceFilter = z.strictObject({ ...query, ...queryOf(DEVICE_FILTERS), active })

/** Terms of a plan and since when they hold; the first are those of its entry. */
export const PLAN_TERMS = {
  effectiveFrom: nullable(text),
  monthlyFeeWon: integer,
  ...VALIDITY,
}
export const PlanTerms = z.object({
  effectiveFrom: Instant.nullable(),
  monthlyFeeWon: z.int(),
  ...validity,
})
export const DEVICE_TERMS = { effectiveFrom: nullable(text), storages: STORAGES, ...VALIDITY }
export const DeviceTerms = z.object({
  effectiveFrom: Instant.nullable(),
  storages: z.array(StorageItem),
  ...validity,
})

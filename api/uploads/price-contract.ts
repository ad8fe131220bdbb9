import * as z from 'zod'
import { CELL_CARRIERS } from '#db/words.ts'
import { Axes, DeviceGroup, PlanGroup } from '../policies/matrix-contract.ts'
import {
  AXIS_NAMES,
  COLUMN_ROLES,
  Marks,
  readAs,
  SaidAxes,
  UnitWon,
  UploadedSheet,
} from './sheet-contract.ts'

// What a file of prices seems to say. Everything of it is a proposal: nothing is stored.

const Unreadable = z.object({
  kind: z.literal('unreadable'),
  reason: z.enum([
    'error_value',
    'formula_no_value',
    'no_amount',
    'relative',
    'two_amounts',
    'range',
    'sum',
    'annotated',
    'malformed',
    'fraction',
    'too_large',
    'date',
    'percent',
  ]),
  /** The amount without the words beside it, to offer it. */
  won: z.int().optional(),
})
const Decide = z.union([
  z.object({
    kind: z.literal('decide'),
    reason: z.enum(['negative', 'struck_through', 'zero_as_dash', 'implausible']),
    won: z.int().optional(),
  }),
  z.object({
    kind: z.literal('decide'),
    reason: z.literal('unit_unknown'),
    fits: z.array(UnitWon).readonly(),
  }),
  z.object({
    kind: z.literal('decide'),
    reason: z.enum(['label_unknown', 'label_missing']),
    axis: z.enum(AXIS_NAMES).optional(),
    text: z.string(),
  }),
  z.object({ kind: z.literal('decide'), reason: z.literal('merged'), of: z.string() }),
  z.object({
    kind: z.literal('decide'),
    reason: z.literal('conflict'),
    with: z.string(),
    won: z.int(),
  }),
])
const Reading = z.union([
  z.object({ kind: z.literal('amount'), won: z.int(), namesUnit: z.boolean() }),
  z.object({ kind: z.literal('blank') }),
  z.object({
    kind: z.literal('word'),
    word: z.enum(['same_as_before', 'separately_agreed', 'not_accepted']),
  }),
  Unreadable,
  Decide,
])
const Question = z.union([
  z.object({ code: z.literal('no_headings') }),
  z.object({ code: z.literal('unit'), fits: z.array(UnitWon).readonly() }),
  z.object({
    code: z.literal('label'),
    text: z.string(),
    axes: SaidAxes,
    doubt: z.enum(['usual_meaning', 'several_values', 'range', 'months_unknown']),
    addresses: z.array(z.string()),
  }),
  z.object({ code: z.literal('label_unknown'), text: z.string(), address: z.string() }),
  z.object({
    code: z.enum(['column_unknown', 'deduction']),
    column: z.int(),
    heading: z.array(z.string()),
  }),
  z.object({ code: z.literal('hidden_columns'), columns: z.array(z.int()) }),
  z.object({ code: z.literal('hidden_rows'), rows: z.array(z.int()) }),
  z.object({
    code: z.literal('several_devices'),
    text: z.string(),
    devices: z.array(z.string()),
    address: z.string(),
  }),
  z.object({ code: z.literal('carrier'), carriers: z.array(z.enum(CELL_CARRIERS)) }),
])

export const PriceProposal = z.object({
  sheet: z.string(),
  headingRows: z.array(z.int()),
  columns: z.array(
    z.object({
      column: z.int(),
      role: z.enum(COLUMN_ROLES),
      heading: z.array(z.string()),
      axes: SaidAxes,
      hidden: z.boolean(),
    }),
  ),
  unit: z.object({ won: UnitWon, from: z.enum(['answer', 'title', 'figures']) }).optional(),
  /** Every cell of an amount, once. */
  cells: z.array(
    z.object({
      address: z.string(),
      row: z.int(),
      column: z.int(),
      axes: SaidAxes,
      shown: z.string(),
      marks: Marks.optional(),
      reading: Reading,
      /** An earlier cell with the same axes and the same amount. */
      sameAs: z.string().optional(),
    }),
  ),
  skipped: z.array(
    z.object({
      row: z.int(),
      why: z.enum(['note', 'total', 'no_amounts', 'hidden', 'heading']),
    }),
  ),
  /** What a person answers before anything is taken over. */
  questions: z.array(Question),
  counts: z.object({
    amount: z.int(),
    blank: z.int(),
    word: z.int(),
    unreadable: z.int(),
    decide: z.int(),
    total: z.int(),
  }),
})

/** A list of prices that the editor wrote: its cells need no mapping. */
export const PriceList = z.object({
  bandsWon: z.array(z.int()),
  bandLabels: z.array(z.object({ bandWon: z.int(), label: z.string() })),
  months: z.array(z.int()),
  planGroups: z.array(PlanGroup),
  deviceGroups: z.array(DeviceGroup),
  cells: z.array(
    z.object({
      address: z.string(),
      axes: Axes,
      /** Won; null where no order is taken; text that is no amount. */
      content: z.union([z.int(), z.string(), z.null()]),
    }),
  ),
  faults: z.array(z.object({ address: z.string(), shown: z.string(), reason: z.string() })),
})

export type PriceUpload = z.infer<typeof PriceUpload>
export const PriceUpload = z.object({
  ...readAs,
  sheets: z.array(z.object({ sheet: UploadedSheet, proposal: PriceProposal.nullable() })),
  /** Null for a sheet of the trade, which needs its mapping. */
  list: PriceList.nullable(),
})

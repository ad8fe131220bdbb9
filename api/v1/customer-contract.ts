import * as z from 'zod'
import { SORTS } from '../customers/sorts.ts'
import { Search, Word } from '../shapes.ts'
import { maybe, V1Day, V1Flag, V1Phone, v1Int, v1Memo, v1Text } from './fields-contract.ts'

/** The eleven fields of a customer in v1 (`domain.md` E.5.1), and no other. */
export type V1Customer = z.infer<typeof V1Customer>
export const V1Customer = z.object({
  customer_id: z.int(),
  name: z.string(),
  phone: z.string().nullable(),
  first_visit_date: z.string().nullable(),
  region: z.string().nullable(),
  referral_source: z.string().nullable(),
  health_concerns: z.string().nullable(),
  notes: z.string().nullable(),
  assigned_staff: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
})

export type V1CustomerPage = z.infer<typeof V1CustomerPage>
export const V1CustomerPage = z.object({
  success: z.boolean(),
  data: z.array(V1Customer),
  total: z.int(),
  page: z.int(),
  page_size: z.int(),
  total_pages: z.int(),
  has_next: z.boolean(),
  has_prev: z.boolean(),
  message: z.string().nullable(),
  timestamp: z.string(),
})

const name = v1Text(100, 1)
const others = {
  phone: maybe(V1Phone),
  first_visit_date: maybe(V1Day),
  region: maybe(v1Text(100)),
  referral_source: maybe(v1Text(100)),
  health_concerns: maybe(v1Memo(10_000)),
  notes: maybe(v1Memo(10_000)),
  assigned_staff: maybe(v1Text(100)),
}

export type V1CreateCustomer = z.infer<typeof V1CreateCustomer>
export const V1CreateCustomer = z.object({ name, ...others })

/** Only the keys that are sent change; null clears one. */
export type V1EditCustomer = z.infer<typeof V1EditCustomer>
export const V1EditCustomer = z.object({ name: name.optional(), ...others })

export type V1Removed = z.infer<typeof V1Removed>
export const V1Removed = z.object({ message: z.string() })

/** `detailed` is read and has no effect: the answer has the eleven fields. */
export const V1CustomerWish = z.object({ detailed: V1Flag.default(false) })

/** `cascade` is read and has no effect: what refers to the customer stays. */
export const V1RemoveCustomer = z.object({ cascade: V1Flag.default(false) })

const wanted = Search(200, 0).optional()
const SKIP_MAX = 1_000_000_000
/** A larger limit is taken as this one. */
const LIMIT_MAX = 1000

export type V1CustomerQuery = z.infer<typeof V1CustomerQuery>
export const V1CustomerQuery = z.object({
  skip: v1Int(0, SKIP_MAX).default(0),
  limit: v1Int(1, Number.MAX_SAFE_INTEGER)
    .default(20)
    .overwrite((limit) => Math.min(limit, LIMIT_MAX)),
  search: wanted,
  region: wanted,
  referral_source: wanted,
  assigned_staff: wanted,
  first_visit_from: V1Day.optional(),
  first_visit_to: V1Day.optional(),
  sort_by: Word(5000)
    .optional()
    .meta({ examples: Object.keys(SORTS) }),
  sort_order: Word(5000).default('desc'),
})

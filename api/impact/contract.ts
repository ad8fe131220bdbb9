import * as z from 'zod'
import { CARRIERS, IMPACT_STATUSES, JOIN_TYPES, SUPPORT_TYPES } from '#db/words.ts'
import { SetTargets as EditedTargets } from '../policies/contract.ts'
import { Axes } from '../policies/matrix-contract.ts'
import { Id, Instant, QueryInt } from '../shapes.ts'
import { REASONS } from './tally.ts'

const Day = z.string()
export const DAYS_MAX = 366
const days = z.int().min(1).max(DAYS_MAX)

export type StartImpact = z.infer<typeof StartImpact>
/** Of a draft, or of other targets of a published policy: then only of companies that it does not reach yet. */
export const StartImpact = z.union([
  z.strictObject({
    draftId: Id,
    /** Whole Seoul days up to yesterday. */
    days: days.default(30),
  }),
  z.strictObject({
    policyId: Id,
    targets: EditedTargets.shape.targets,
    exclusions: EditedTargets.shape.exclusions,
    days: days.default(30),
  }),
])

export type ImpactQuery = z.infer<typeof ImpactQuery>
export const ImpactQuery = z
  .strictObject({
    draftId: Id.optional(),
    policyId: Id.optional(),
    days: QueryInt(1, DAYS_MAX).default(30),
  })
  .refine(({ draftId, policyId }) => (draftId === undefined) !== (policyId === undefined), {
    path: ['draftId'],
    message: 'Ask for a draft or for a policy.',
  })

/** One replay of a draft, or of other targets of a policy. */
export type Impact = z.infer<typeof Impact>
export const Impact = z.object({
  id: Id,
  draftId: Id.nullable(),
  policyId: Id.nullable(),
  status: z.enum(IMPACT_STATUSES),
  /** A running one stops at its next step. */
  cancelRequested: z.boolean(),
  days: z.int(),
  from: Day,
  /** Included. */
  to: Day,
  doneDays: z.int(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
})

/** Amounts count only orders with a price in the draft: `orders` without `unmatched` and `closed`. */
const Sums = z.object({
  orders: z.int(),
  unmatched: z.int(),
  closed: z.int(),
  beforeWon: z.int(),
  afterWon: z.int(),
})
const Company = Sums.extend({ id: Id, name: z.string() })
const Unmatched = z.object({
  reason: z.enum(REASONS),
  /** The most specific place of the draft that would price these orders. */
  place: Axes,
  deviceName: z.string().nullable(),
  /** The monthly fee where no band of the draft fits it. */
  planFeeWon: z.int().nullable(),
  orders: z.int(),
  /** What was paid for them. */
  beforeWon: z.int(),
  /** The number of one of the orders. */
  sample: z.string(),
})

export type ImpactResult = z.infer<typeof ImpactResult>
export const ImpactResult = z.object({
  totals: Sums.extend({
    risen: z.int(),
    fallen: z.int(),
    closedWon: z.int(),
    unmatchedWon: z.int(),
  }),
  agencies: z.array(Company.extend({ shops: z.array(Company) })),
  carriers: z.array(Sums.extend({ carrier: z.enum(CARRIERS) })),
  /** Null for orders that name no device. */
  devices: z.array(Sums.extend({ deviceId: Id.nullable(), name: z.string().nullable() })),
  /** Null for plans outside of the draft's bands. */
  bands: z.array(Sums.extend({ bandWon: z.int().nullable() })),
  kinds: z.array(Sums.extend({ joinType: z.enum(JOIN_TYPES), supportType: z.enum(SUPPORT_TYPES) })),
  /** The most frequent first. */
  unmatched: z.array(Unmatched),
  /** All combinations, also those that are not listed. */
  unmatchedCombinations: z.int(),
})

/** What is known of the cost of a draft, or of other targets of a policy: how far the newest replay is, and the newest complete one of a period. */
export type ImpactView = z.infer<typeof ImpactView>
export const ImpactView = z.object({
  run: Impact.nullable(),
  last: Impact.extend({
    /** Whether the draft or the policy still is what was replayed, and the replay is of today or yesterday. */
    isFresh: z.boolean(),
    /** Cells that have another amount since then; null if something else changed or cannot be read. */
    changedCells: z.int(),
    result: ImpactResult,
  }).nullable(),
})

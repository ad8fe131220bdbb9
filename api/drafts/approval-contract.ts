import * as z from 'zod'
import { Id, Instant, Memo } from '../shapes.ts'

/** Days of the replay whose rise is compared with the headquarters' limit. */
export const MEASURED_DAYS = 30
/** A replay counts for this long after it ended. */
export const FRESH_HOURS = 24

const Who = z.object({ id: Id, name: z.string() })

/** Whether a draft needs a second person before it is published, and what was said so far. */
export type Approval = z.infer<typeof Approval>
export const Approval = z.object({
  /** A rise above it needs a second person; null: none does. */
  limitWon: z.int().nullable(),
  /** What the draft would have cost more in 30 days; null without a fresh replay of what it says now that had orders to compare. */
  riseWon: z.int().nullable(),
  isNeeded: z.boolean(),
  /** Colleagues who could approve it. */
  others: z.int(),
  /** The newest request. `isCurrent`: the draft still says what was asked for. */
  request: z
    .object({
      id: Id,
      by: Who,
      at: Instant,
      riseWon: z.int().nullable(),
      isCurrent: z.boolean(),
      state: z.enum(['requested', 'approved', 'declined']),
      decidedBy: Who.nullable(),
      decidedAt: Instant.nullable(),
      reason: z.string().nullable(),
    })
    .nullable(),
})

export type RequestApproval = z.infer<typeof RequestApproval>
export const RequestApproval = z.strictObject({
  /** The version of the draft that was on screen. */
  version: z.int().min(1),
})

export type ApproveDraft = z.infer<typeof ApproveDraft>
export const ApproveDraft = z.strictObject({
  requestId: Id,
  /** The version of the draft that was read. */
  version: z.int().min(1),
})

export type DeclineDraft = z.infer<typeof DeclineDraft>
export const DeclineDraft = z.strictObject({
  requestId: Id,
  /** Told to whoever asked. */
  reason: Memo(500),
})

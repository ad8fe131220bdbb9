import * as z from 'zod'
import { CONTACT_KINDS, ROLES } from '#db/words.ts'
import { Spot } from '../policies/matrix-contract.ts'
import { Id, Instant, kind, Memo, pageOf, setOf } from '../shapes.ts'
import { ReachedItem } from './list.ts'

export { ReachedItem, ReachFilter } from './list.ts'

/** A company is reminded of a version at most once in this time. */
export const REMINDER_HOURS = 4
const COMPANIES_MAX = 500

export type ReachPage = z.infer<typeof ReachPage>
export const ReachPage = pageOf(ReachedItem)

/** Over the companies that the caller sees here: all that the policy reaches, or an agency's shops. */
export type ReachCounts = z.infer<typeof ReachCounts>
export const ReachCounts = z.object({
  version: z.int(),
  publishedAt: Instant,
  requiresReading: z.boolean(),
  companies: z.int(),
  read: z.int(),
  agencies: z.int(),
  agenciesRead: z.int(),
  agenciesPriced: z.int(),
  shops: z.int(),
  shopsPriced: z.int(),
  /** Shops that cannot order: without a price, or unread where reading is required. */
  blocked: z.int(),
})

export type Acknowledge = z.infer<typeof Acknowledge>
export const Acknowledge = z.strictObject({
  /** Of the content that was read: `reading.hash` of the policy. */
  hash: kind('hash', z.string().regex(/^[0-9a-f]{64}$/, 'is not the hash of a version')),
})

export type Acknowledged = z.infer<typeof Acknowledged>
export const Acknowledged = z.object({
  version: z.int(),
  /** Whether the company counts as having read it: one of its admins has acknowledged it. */
  isRead: z.boolean(),
})

export type Remind = z.infer<typeof Remind>
export const Remind = z.strictObject({ companyIds: setOf(Id, { min: 1, max: COMPANIES_MAX }) })

export type Reminded = z.infer<typeof Reminded>
export const Reminded = z.object({
  results: z.array(
    z.object({
      companyId: Id,
      /** `too_soon`: it was reminded within the last hours; `nextAt` says when it may be reminded again. */
      outcome: z.enum(['sent', 'too_soon', 'already_read']),
      nextAt: Instant.nullable(),
    }),
  ),
})

export type NoteCall = z.infer<typeof NoteCall>
export const NoteCall = z.strictObject({ companyId: Id, note: Memo(500) })

export type Contact = z.infer<typeof Contact>
export const Contact = z.object({
  id: Id,
  kind: z.enum(CONTACT_KINDS),
  note: z.string().nullable(),
  byName: z.string().nullable(),
  at: Instant,
})

export type RecordFilter = z.infer<typeof RecordFilter>
export const RecordFilter = z.strictObject({ companyId: Id })

/** What one company has done about the current version: everybody who read it, newest contacts first. */
export type ReachRecord = z.infer<typeof ReachRecord>
export const ReachRecord = z.object({
  readings: z.array(z.object({ name: z.string(), role: z.enum(ROLES), at: Instant })),
  contacts: z.array(Contact),
})

const Amount = Spot.extend({
  /** Won; null: there was, or is, no price. */
  before: z.int().nullable(),
  after: z.int().nullable(),
})
const Term = z.union([z.string(), z.int(), z.null()])

/** What the current version changes against the last one that the company has read. */
export type Changes = z.infer<typeof Changes>
export const Changes = z.object({
  /** Null: the company has read none before, and everything is new. */
  since: z.int().nullable(),
  version: z.int(),
  /** The company's own amounts: a shop's as it is paid, an agency's as HQ pays it. */
  amounts: z.array(Amount),
  /** Null: not set. Only an agency's contain the limits of its margin. */
  terms: z.array(z.object({ key: z.string(), before: Term, after: Term })),
  form: z.array(z.object({ key: z.string(), change: z.enum(['added', 'removed', 'changed']) })),
})

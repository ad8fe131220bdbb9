import * as z from 'zod'
import { AUDIT_KINDS, TIERS } from '#db/words.ts'
import { Copied, Day, Id, Instant, inOrder, pageOf, pageQuery } from '../shapes.ts'

export type AuditFilter = z.infer<typeof AuditFilter>
export const AuditFilter = z
  .strictObject({
    /** Days in Seoul time, both included. */
    from: Day.optional(),
    to: Day.optional(),
    kind: z.enum(AUDIT_KINDS).optional(),
    userId: Id.optional(),
    companyId: Id.optional(),
    /** The record that the action changed. */
    entityId: Id.optional(),
    traceId: Copied(64).optional(),
    address: Copied(60).optional(),
    ...pageQuery,
  })
  .superRefine(inOrder('from', 'to'))

const Facts = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))

export type AuditItem = z.infer<typeof AuditItem>
export const AuditItem = z.object({
  id: Id,
  at: Instant,
  action: z.string(),
  kind: z.enum(AUDIT_KINDS),
  /** Null for the system itself and for a person who is no longer known. */
  user: z.object({ id: Id, username: z.string(), name: z.string() }).nullable(),
  company: z.object({ id: Id, name: z.string(), tier: z.enum(TIERS) }).nullable(),
  entityId: Id.nullable(),
  facts: Facts,
  before: Facts.nullable(),
  after: Facts.nullable(),
  address: z.string().nullable(),
  traceId: z.string(),
})
/** Newest first. */
export type AuditPage = z.infer<typeof AuditPage>
export const AuditPage = pageOf(AuditItem)

import * as z from 'zod'
import { AUDIT_KINDS, TIERS } from '#db/words.ts'
import { Day, Id, Instant, pageOf, pageQuery, Text } from '../shapes.ts'

export type AuditFilter = z.infer<typeof AuditFilter>
export const AuditFilter = z.strictObject({
  /** Seoul days, both included. */
  from: Day.optional(),
  to: Day.optional(),
  kind: z.enum(AUDIT_KINDS).optional(),
  userId: Id.optional(),
  companyId: Id.optional(),
  /** The record that something was done to. */
  entityId: Id.optional(),
  traceId: Text(64).optional(),
  address: Text(60).optional(),
  ...pageQuery,
})

const Facts = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))

export type AuditItem = z.infer<typeof AuditItem>
export const AuditItem = z.object({
  id: Id,
  at: Instant,
  action: z.string(),
  kind: z.enum(AUDIT_KINDS),
  /** Null: the system itself, or somebody who is not known any more. */
  user: z.object({ id: Id, username: z.string(), name: z.string() }).nullable(),
  company: z.object({ id: Id, name: z.string(), tier: z.enum(TIERS) }).nullable(),
  entityId: Id.nullable(),
  facts: Facts,
  before: Facts.nullable(),
  after: Facts.nullable(),
  address: z.string().nullable(),
  traceId: z.string(),
})
/** The newest first. */
export type AuditPage = z.infer<typeof AuditPage>
export const AuditPage = pageOf(AuditItem)

import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { instant, integer, nullable, oneOf, type RowOf, text } from '#db/values.ts'
import { filter, queryOf } from '../list.ts'
import { Id, Instant, pageQuery } from '../shapes.ts'

// The list of drafts: columns, item, filters and cursor. In its statement `d` is `policy_drafts`, `o` and
// `u` are the owner and the person who saved last, `p` is the policy of a next version.

const APPROVAL_STATES = ['requested', 'approved', 'declined'] as const

/** Columns of the statement; `DRAFT` decodes them. */
export const DRAFT_COLUMNS = sql`d.id, coalesce(s.payload->>'title', '') as title, d.current_step as "currentStep",
  d.owner_id as "ownerId", o.name as "ownerName", d.policy_id as "policyId", p.title as "policyTitle",
  d.policy_number as "policyNumber", d.version, d.updated_at as "updatedAt", u.name as "updatedBy", d.expires_at as "expiresAt",
  (select case when a.approved is null then 'requested' when a.approved then 'approved' else 'declined' end
    from policy_approvals a where a.draft_id = d.id order by a.id desc limit 1) as approval`
export const DRAFT_TABLES = sql`policy_drafts d
  join users o on o.id = d.owner_id join users u on u.id = d.updated_by
  left join policies p on p.id = d.policy_id
  left join policy_draft_steps s on s.draft_id = d.id and s.step = 'activation'`

export const DRAFT = {
  id: text,
  title: text,
  currentStep: integer,
  ownerId: text,
  ownerName: text,
  policyId: nullable(text),
  policyTitle: nullable(text),
  policyNumber: nullable(integer),
  version: integer,
  updatedAt: instant,
  updatedBy: text,
  expiresAt: instant,
  approval: nullable(oneOf(APPROVAL_STATES)),
}

export type DraftItem = z.infer<typeof DraftItem>
export const DraftItem = z.object({
  id: Id,
  /** Empty until it is written. */
  title: z.string(),
  /** From 1. */
  currentStep: z.int(),
  ownerId: Id,
  ownerName: z.string(),
  /** Of a next version: the policy, its title, and the number of the version that it was when this began. */
  policyId: Id.nullable(),
  policyTitle: z.string().nullable(),
  policyNumber: z.int().nullable(),
  version: z.int(),
  updatedAt: Instant,
  /** The name of the person who saved last. */
  updatedBy: z.string(),
  /** Moves with every save; then the draft is deleted. */
  expiresAt: Instant,
  /** What was said to the newest request for an approval; the draft may have changed since. */
  approval: z.enum(APPROVAL_STATES).nullable(),
})

export const itemOf = (row: RowOf<typeof DRAFT>): DraftItem => ({
  ...row,
  updatedAt: row.updatedAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
})

export const DRAFT_FILTERS = {
  ownerId: filter(Id, (id) => sql`d.owner_id = ${id}`),
  policyId: filter(Id, (id) => sql`d.policy_id = ${id}`),
  after: filter(Id, (id) => sql`d.id < ${id}`),
}

export type DraftFilter = z.infer<typeof DraftFilter>
export const DraftFilter = z.strictObject({ ...pageQuery, ...queryOf(DRAFT_FILTERS) })

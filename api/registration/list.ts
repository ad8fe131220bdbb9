import { eq, lt } from 'drizzle-orm'
import * as z from 'zod'
import { companies } from '#db/schema/companies.ts'
import { invitations } from '#db/schema/registration.ts'
import { ROLES, TIERS } from '#db/words.ts'
import { filter, queryOf } from '../list.ts'
import { Id, Instant, pageQuery } from '../shapes.ts'

// The list of invitations: columns, item, filters and cursor.

/** Columns of `invitations` with its company. */
export const INVITATION_COLUMNS = {
  id: invitations.id,
  company: { id: companies.id, name: companies.name, tier: companies.tier },
  role: invitations.role,
  name: invitations.name,
  email: invitations.email,
  createdAt: invitations.createdAt,
  expiresAt: invitations.expiresAt,
  acceptedAt: invitations.acceptedAt,
  revokedAt: invitations.revokedAt,
}

export type InvitationItem = z.infer<typeof InvitationItem>
export const InvitationItem = z.object({
  id: Id,
  company: z.object({ id: Id, name: z.string(), tier: z.enum(TIERS) }),
  role: z.enum(ROLES),
  name: z.string().nullable(),
  email: z.string().nullable(),
  state: z.enum(['open', 'accepted', 'revoked', 'expired']),
  createdAt: Instant,
  expiresAt: Instant,
})

export const INVITATION_FILTERS = {
  companyId: filter(Id, (id) => eq(invitations.companyId, id)),
  after: filter(Id, (id) => lt(invitations.id, id)),
}

export type InvitationFilter = z.infer<typeof InvitationFilter>
export const InvitationFilter = z.strictObject({ ...pageQuery, ...queryOf(INVITATION_FILTERS) })

import { and, eq, gt, isNotNull, isNull, or, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { companies } from '#db/schema/companies.ts'
import { invitations } from '#db/schema/registration.ts'
import { users } from '#db/schema/users.ts'
import type { TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { sha256 } from '../platform/sha256.ts'
import type { Visitor } from '../users/account.ts'
import type { InvitationItem, ShownInvitation } from './contract.ts'

const agency = alias(companies, 'agency')
const headquarters = alias(companies, 'headquarters')

/** What an invitation has come to by now. */
export function stateOf(
  row: { acceptedAt: Date | null; revokedAt: Date | null; expiresAt: Date },
  now: Date,
): InvitationItem['state'] {
  if (row.acceptedAt) return 'accepted'
  if (row.revokedAt) return 'revoked'
  return row.expiresAt <= now ? 'expired' : 'open'
}

/**
 * The open invitation with this token. It is worth as much as who made it: whoever was suspended or
 * lost the role since leaves none behind, nor does a company that was closed.
 */
const withToken = (token: string, now: Date): SQL | undefined =>
  and(
    eq(invitations.tokenHash, sha256(token)),
    isNull(invitations.acceptedAt),
    isNull(invitations.revokedAt),
    gt(invitations.expiresAt, now),
    eq(users.status, 'approved'),
    eq(users.role, 'admin'),
    eq(companies.active, true),
    isNotNull(companies.approvedAt),
    isNull(companies.removedAt),
    eq(headquarters.active, true),
    or(isNull(agency.id), eq(agency.active, true)),
  )

const selectInvitations = ({ db }: Pick<Visitor, 'db'>) =>
  db
    .select({
      id: invitations.id,
      role: invitations.role,
      name: invitations.name,
      email: invitations.email,
      expiresAt: invitations.expiresAt,
      createdBy: invitations.createdBy,
      maker: { companyId: users.companyId },
      company: {
        id: companies.id,
        name: companies.name,
        code: companies.code,
        tier: companies.tier,
        hqId: companies.hqId,
        agencyId: companies.agencyId,
      },
    })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.createdBy))
    .innerJoin(companies, eq(companies.id, invitations.companyId))
    .innerJoin(headquarters, eq(headquarters.id, companies.hqId))
    .leftJoin(agency, eq(agency.id, companies.agencyId))

export type OpenInvitation = Awaited<ReturnType<typeof invitationFor>>

/** Throws one answer for every token that opens nothing: unknown, used, revoked or past its day. */
export async function invitationFor(ctx: Pick<Visitor, 'db' | 'clock'>, token: string) {
  const [row] = await selectInvitations(ctx).where(withToken(token, ctx.clock.now()))
  if (!row) throw opensNothing()
  return row
}

/** The same, held until the transaction ends: of two who accept at once, the second finds it used. */
export async function lockInvitation(ctx: TxCtx, token: string): Promise<OpenInvitation> {
  const [row] = await selectInvitations(ctx)
    .where(withToken(token, ctx.clock.now()))
    .for('update', { of: invitations })
  if (!row) throw opensNothing()
  return row
}

const opensNothing = () =>
  new AppError(
    'not_found',
    'This invitation is unknown, used, withdrawn or past its day. Ask for another.',
  )

/** What whoever holds the link is shown before accepting. */
export async function showInvitation(ctx: Visitor, token: string): Promise<ShownInvitation> {
  const { company, role, name, email, expiresAt } = await invitationFor(ctx, token)
  return {
    companyName: company.name,
    tier: company.tier,
    role,
    name,
    email,
    expiresAt: expiresAt.toISOString(),
  }
}

import { and, eq, gt, isNotNull, isNull, or, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { companies } from '#db/schema/companies.ts'
import { invitations } from '#db/schema/registration.ts'
import { users } from '#db/schema/users.ts'
import type { TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { refuseWrong } from '../lockout/wrong-secret.ts'
import { sha256 } from '../platform/sha256.ts'
import type { Visitor } from '../users/account.ts'
import type { InvitationItem, ShownInvitation } from './contract.ts'

const agency = alias(companies, 'agency')
const headquarters = alias(companies, 'headquarters')

/** The current state of an invitation. */
export function stateOf(
  row: { acceptedAt: Date | null; revokedAt: Date | null; expiresAt: Date },
  now: Date,
): InvitationItem['state'] {
  if (row.acceptedAt) return 'accepted'
  if (row.revokedAt) return 'revoked'
  return row.expiresAt <= now ? 'expired' : 'open'
}

/**
 * The open invitation with this token. It is valid only while its maker is an approved admin and no company
 * involved is closed.
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

/** Throws the same error for every invalid token: unknown, used, revoked or expired. */
export async function invitationFor(ctx: Pick<Visitor, 'db' | 'clock'>, token: string) {
  const [row] = await selectInvitations(ctx).where(withToken(token, ctx.clock.now()))
  if (!row) throw opensNothing()
  return row
}

/** The same for a token sent from outside: a wrong one is counted by its address. */
export const guessedInvitation = (ctx: Visitor, token: string): Promise<OpenInvitation> =>
  invitationFor(ctx, token).catch((refusal) =>
    refuseWrong(ctx, { what: 'invitation', address: ctx.address }, refusal),
  )

/** The same, locked until the transaction ends: of two concurrent acceptances, the second finds it used. */
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

/** What the holder of the link sees before accepting. */
export async function showInvitation(ctx: Visitor, token: string): Promise<ShownInvitation> {
  const { company, role, name, email, expiresAt } = await guessedInvitation(ctx, token)
  return {
    companyName: company.name,
    tier: company.tier,
    role,
    name,
    email,
    expiresAt: expiresAt.toISOString(),
  }
}

import { and, desc, eq, lt } from 'drizzle-orm'
import { companies } from '#db/schema/companies.ts'
import { invitations } from '#db/schema/registration.ts'
import { companiesOf } from '../companies/scope.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { toPage } from '../shapes.ts'
import type { InvitationFilter, InvitationItem, InvitationPage } from './contract.ts'
import { stateOf } from './invitation.ts'

const columns = {
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

const selectInvitations = ({ db }: Pick<Ctx, 'db'>) =>
  db.select(columns).from(invitations).innerJoin(companies, eq(companies.id, invitations.companyId))

type Row = Awaited<ReturnType<typeof selectInvitations>>[number]

function itemOf({ acceptedAt, revokedAt, ...row }: Row, now: Date): InvitationItem {
  return {
    ...row,
    state: stateOf({ acceptedAt, revokedAt, expiresAt: row.expiresAt }, now),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }
}

/** The invitations to companies in scope, the newest first. */
export async function listInvitations(
  ctx: Ctx,
  { companyId, after, limit }: InvitationFilter,
): Promise<InvitationPage> {
  const rows = await selectInvitations(ctx)
    .where(
      and(
        companiesOf(ctx.actor),
        companyId ? eq(invitations.companyId, companyId) : undefined,
        after ? lt(invitations.id, after) : undefined,
      ),
    )
    .orderBy(desc(invitations.id))
    .limit(limit + 1)
  const now = ctx.clock.now()
  const { items, nextCursor } = toPage(rows, limit)
  return { items: items.map((row) => itemOf(row, now)), nextCursor }
}

export async function invitationOf(ctx: Ctx, id: string): Promise<InvitationItem> {
  const [row] = await selectInvitations(ctx).where(
    and(eq(invitations.id, id), companiesOf(ctx.actor)),
  )
  if (!row) throw new AppError('not_found', 'There is no such invitation.')
  return itemOf(row, ctx.clock.now())
}

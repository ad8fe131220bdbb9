import { and, desc, eq } from 'drizzle-orm'
import { companies } from '#db/schema/companies.ts'
import { invitations } from '#db/schema/registration.ts'
import { companiesOf } from '../companies/scope.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { conditionsOf } from '../list.ts'
import { toPage } from '../shapes.ts'
import type { InvitationFilter, InvitationItem, InvitationPage } from './contract.ts'
import { stateOf } from './invitation.ts'
import { INVITATION_COLUMNS, INVITATION_FILTERS } from './list.ts'

const selectInvitations = ({ db }: Pick<Ctx, 'db'>) =>
  db
    .select(INVITATION_COLUMNS)
    .from(invitations)
    .innerJoin(companies, eq(companies.id, invitations.companyId))

type Row = Awaited<ReturnType<typeof selectInvitations>>[number]

function itemOf({ acceptedAt, revokedAt, ...row }: Row, now: Date): InvitationItem {
  return {
    ...row,
    state: stateOf({ acceptedAt, revokedAt, expiresAt: row.expiresAt }, now),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }
}

/** The invitations to companies in scope, newest first. */
export async function listInvitations(ctx: Ctx, filter: InvitationFilter): Promise<InvitationPage> {
  const rows = await selectInvitations(ctx)
    .where(and(companiesOf(ctx.actor), ...conditionsOf(INVITATION_FILTERS, filter, undefined)))
    .orderBy(desc(invitations.id))
    .limit(filter.limit + 1)
  const now = ctx.clock.now()
  const { items, nextCursor } = toPage(rows, filter.limit)
  return { items: items.map((row) => itemOf(row, now)), nextCursor }
}

export async function invitationOf(ctx: Ctx, id: string): Promise<InvitationItem> {
  const [row] = await selectInvitations(ctx).where(
    and(eq(invitations.id, id), companiesOf(ctx.actor)),
  )
  if (!row) throw new AppError('not_found', 'There is no such invitation.')
  return itemOf(row, ctx.clock.now())
}

import { and, eq, inArray } from 'drizzle-orm'
import { userGrants } from '#db/schema/users.ts'
import { GRANTS, type Grant } from '#db/words.ts'
import type { Ctx, TxCtx } from '../context.ts'
import type { ChangeGrants, ChangeRole } from './contract.ts'
import { decideAbout } from './decide.ts'

export const changeRole = (ctx: Ctx, id: string, { version, role }: ChangeRole) =>
  decideAbout(ctx, id, 'change_role', version, async (_, { user }) =>
    user.role === role
      ? undefined
      : {
          set: { role },
          action: 'user.change_role',
          before: { role: user.role },
          after: { role },
        },
  )

/** Sets the grants to exactly these. A grant that the person already holds keeps its giver and time. */
export const changeGrants = (ctx: Ctx, id: string, { version, grants }: ChangeGrants) =>
  decideAbout(ctx, id, 'grant', version, async (ctx) => {
    const held = await grantsOf(ctx, id)
    const added = GRANTS.filter((grant) => grants.includes(grant) && !held.includes(grant))
    const ended = held.filter((grant) => !grants.includes(grant))
    if (added.length + ended.length === 0) return undefined
    if (ended.length > 0)
      await ctx.db
        .delete(userGrants)
        .where(and(eq(userGrants.userId, id), inArray(userGrants.grant, ended)))
    const { userId: grantedBy } = ctx.actor
    const grantedAt = ctx.clock.now()
    if (added.length > 0)
      await ctx.db
        .insert(userGrants)
        .values(added.map((grant) => ({ userId: id, grant, grantedBy, grantedAt })))
    return {
      set: {},
      action: 'user.change_grants',
      before: { grants: listed(held) },
      after: { grants: listed(grants) },
    }
  })

async function grantsOf(ctx: TxCtx, userId: string): Promise<Grant[]> {
  const rows = await ctx.db
    .select({ grant: userGrants.grant })
    .from(userGrants)
    .where(eq(userGrants.userId, userId))
  return rows.map(({ grant }) => grant)
}

const listed = (grants: readonly Grant[]) =>
  GRANTS.filter((grant) => grants.includes(grant)).join(' ')

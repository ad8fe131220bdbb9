import { eq } from 'drizzle-orm'
import { companies } from '#db/schema/companies.ts'
import { users } from '#db/schema/users.ts'
import { permissionsOf } from '../access/permissions.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Me } from './contract.ts'

/** The signed-in user as the database knows it now. */
export async function readMe(ctx: Ctx): Promise<Me> {
  const [row] = await ctx.db
    .select({
      id: users.id,
      username: users.username,
      name: users.name,
      role: users.role,
      company: {
        id: companies.id,
        code: companies.code,
        name: companies.name,
        tier: companies.tier,
      },
    })
    .from(users)
    .innerJoin(companies, eq(companies.id, users.companyId))
    .where(eq(users.id, ctx.actor.userId))
  if (!row) throw new AppError('unauthenticated', 'This user is gone. Sign in again.')
  return withPermissions(row)
}

/** Adds what the user's tier and role may do. */
export const withPermissions = (user: Omit<Me, 'permissions'>): Me => ({
  ...user,
  permissions: permissionsOf({ tier: user.company.tier, role: user.role }),
})

import { and, eq, ne, sql } from 'drizzle-orm'
import { users } from '#db/schema/users.ts'
import { treeStandingChanged } from '../access/standing.ts'
import { record } from '../audit/record.ts'
import type { OpenCompany } from '../companies/contract.ts'
import { takeCompanyAway } from '../companies/removing.ts'
import { type Ctx, transact } from '../context.ts'

/** Removes a company on which nothing hangs any more, and suspends its people. */
export async function removeCompany(ctx: Ctx, id: string, { version }: OpenCompany): Promise<void> {
  await transact(ctx, async (ctx) => {
    await takeCompanyAway(ctx, id, version)
    const people = await ctx.db
      .update(users)
      .set({ status: 'suspended', version: sql`${users.version} + 1` })
      .where(and(eq(users.companyId, id), ne(users.status, 'suspended')))
      .returning({ id: users.id })
    if (people.length > 0)
      await record(
        ctx,
        ...people.map(
          ({ id: entityId }) =>
            ({ action: 'user.suspend', entityId, after: { status: 'suspended' } }) as const,
        ),
      )
  })
  await treeStandingChanged(ctx, ctx.actor.hqId)
}

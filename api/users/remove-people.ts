import { and, eq, ne, sql } from 'drizzle-orm'
import { users } from '#db/schema/users.ts'
import { record } from '../audit/record.ts'
import type { OpenCompany } from '../companies/contract.ts'
import { takeCompanyAway } from '../companies/remove-company.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'

/**
 * Removes a company without dependents and suspends its people. `alongside` ends their sessions and tokens in
 * the same transaction.
 */
export async function removeCompany(
  ctx: Ctx,
  id: string,
  { version }: OpenCompany,
  alongside: (ctx: TxCtx) => Promise<void>,
): Promise<void> {
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
    await alongside(ctx)
  })
}

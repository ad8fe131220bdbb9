import { and, eq, ne, sql } from 'drizzle-orm'
import { customers } from '#db/schema/customers.ts'
import type { TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { ownCustomers } from './queries.ts'

const TAKEN = 'A customer with this phone number already exists'

/**
 * Keeps a telephone number for one customer of the company: holds its lock until the transaction ends, so of two
 * commands with one number the second sees the first. No unique index can say this, because lists that are
 * imported may hold one number twice.
 */
export async function holdPhone(ctx: TxCtx, phone: string, exceptId = 0): Promise<void> {
  const name = `customer phone ${ctx.actor.companyId} ${phone}`
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`)
  const [other] = await ctx.db
    .select({ id: customers.customerId })
    .from(customers)
    .where(and(ownCustomers(ctx), eq(customers.phone, phone), ne(customers.customerId, exceptId)))
    .limit(1)
  if (other)
    throw new AppError('conflict', TAKEN, {
      errors: [{ path: 'phone', code: 'taken', message: TAKEN }],
    })
}

import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer } from '#db/values.ts'
import type { TxCtx } from '../context.ts'
import { noCustomer } from './queries.ts'

/** A customer of the own company, held until the commit, so that nobody removes them meanwhile. */
export async function requireCustomer(ctx: TxCtx, customerId: number): Promise<void> {
  const found = await rowsOf(
    ctx.db,
    sql`select customer_id as id from customers where customer_id = ${customerId}
      and company_id = ${ctx.actor.companyId} and deleted_at is null for share`,
    { id: integer },
  )
  if (found.length === 0) throw noCustomer()
}

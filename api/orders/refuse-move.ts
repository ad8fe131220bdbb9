import { and, desc, eq, sql } from 'drizzle-orm'
import { companies } from '#db/schema/companies.ts'
import { orderHistory, type orders } from '#db/schema/orders.ts'
import { users } from '#db/schema/users.ts'
import { computed, nullable, text } from '#db/values.ts'
import type { TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { type Action, isOpenTo, mayAct } from './status.ts'

type Order = typeof orders.$inferSelect

/**
 * Throws unless this person may do this to the order as they saw it. The right is checked first, then the
 * version they saw, then the state: if the order has reached the state of the action already, a person who
 * saw an older version has not succeeded.
 */
export async function refuseMove(
  ctx: TxCtx,
  order: Order,
  action: Action,
  version: number,
): Promise<void> {
  if (!mayAct(action, ctx.actor, order))
    throw new AppError('forbidden', `You cannot ${action} this order.`, {
      facts: { permission: `order.${action}`, reason: 'role' },
    })
  if (version !== order.version)
    throw new AppError('version_conflict', 'Someone changed the order first. Load it again.', {
      facts: { version: order.version, status: order.status, ...(await lastMove(ctx, order)) },
    })
  if (!isOpenTo(action, ctx.actor.tier, order.status))
    throw new AppError(
      'invalid_transition',
      `You cannot ${action} an order that is ${order.status}.`,
      { facts: { status: order.status, action } },
    )
}

/** Who moved the order last and when: the person for their own company, the company for others. */
async function lastMove(ctx: TxCtx, { id }: Order) {
  const [last] = await ctx.db
    .select({
      company: companies.name,
      person: computed(
        nullable(text),
        sql`case when ${users.companyId} = ${ctx.actor.companyId} then ${users.name} end`,
      ),
      at: orderHistory.at,
    })
    .from(orderHistory)
    .innerJoin(companies, eq(companies.id, orderHistory.byCompany))
    .leftJoin(users, and(eq(users.id, orderHistory.byUser)))
    .where(eq(orderHistory.orderId, id))
    .orderBy(desc(orderHistory.seq))
    .limit(1)
  if (!last) throw new Error(`order ${id} has no history`)
  return {
    movedBy: last.company,
    movedByPerson: last.person,
    movedAt: last.at.toISOString(),
  }
}

import { may } from '../access/permissions.ts'
import { listCompanies } from '../companies/queries.ts'
import type { Ctx } from '../context.ts'
import { listOrders } from '../orders/queries.ts'
import { listUsers } from '../users/list-users.ts'
import type { Found } from './contract.ts'

/** Enough to recognise a match; the list shows the rest. */
const SHOWN_MAX = 6

/**
 * Orders, companies and people that match, through the queries of their lists, with the same scope and masks.
 */
export async function searchAll(ctx: Ctx, q: string): Promise<Found> {
  const limit = SHOWN_MAX
  const [orders, companies, people] = await Promise.all([
    may(ctx.actor, 'order.read') ? listOrders(ctx, { q, limit, order: 'newest' }) : NONE,
    may(ctx.actor, 'company.read') ? listCompanies(ctx, { q, limit }) : NONE,
    may(ctx.actor, 'user.read') ? listUsers(ctx, { q, limit }) : NONE,
  ])
  return {
    orders: orders.items.map(({ id, number, status, placedAt, retail }) => ({
      id,
      number,
      status,
      placedAt,
      retail: retail.name,
    })),
    companies: companies.items.map(({ id, code, name, tier, parentName }) => ({
      id,
      code,
      name,
      tier,
      parentName,
    })),
    people: people.items.map(({ id, name, username, company }) => ({
      id,
      name,
      username,
      companyId: company.id,
      companyName: company.name,
    })),
  }
}

const NONE = { items: [] }

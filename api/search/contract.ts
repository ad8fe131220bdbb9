import * as z from 'zod'
import { ORDER_STATUSES, TIERS } from '#db/words.ts'
import { Id, Instant, Search } from '../shapes.ts'

export type SearchQuery = z.infer<typeof SearchQuery>
export const SearchQuery = z.strictObject({
  /** Part of an order number, name, code or username. */
  q: Search(60, 2),
})

/** At most six of each kind; a kind that the caller may not read is empty. */
export type Found = z.infer<typeof Found>
export const Found = z.object({
  orders: z.array(
    z.object({
      id: Id,
      number: z.string(),
      status: z.enum(ORDER_STATUSES),
      placedAt: Instant,
      /** The shop that placed the order. */
      retail: z.string(),
    }),
  ),
  companies: z.array(
    z.object({
      id: Id,
      code: z.string(),
      name: z.string(),
      tier: z.enum(TIERS),
      parentName: z.string().nullable(),
    }),
  ),
  people: z.array(
    z.object({
      id: Id,
      name: z.string(),
      username: z.string(),
      companyId: Id,
      companyName: z.string(),
    }),
  ),
})

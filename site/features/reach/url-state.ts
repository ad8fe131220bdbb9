import type { QueryOf } from '../../lib/api-types.ts'
import type { QueryState } from '../../lib/query.ts'

/** What the board shows: each figure above it is one of these. */
export const SHOWS = ['unread', 'read', 'unpriced', 'blocked', 'all'] as const
export type Show = (typeof SHOWS)[number]

const FILTER: Record<Show, QueryOf<'/policies/:id/reach'>> = {
  all: {},
  unread: { reading: 'unread' },
  read: { reading: 'read' },
  unpriced: { pricing: 'unpriced' },
  blocked: { blocked: 'true' },
}
export const BOARD_PAGE = 50

/** Those who have not read stand first: they are what the board is opened for. */
export const showOf = ({ show }: QueryState): Show => SHOWS.find((one) => one === show) ?? 'unread'

const TIERS = ['agency', 'retail'] as const
export const tierOf = ({ tier }: QueryState) => TIERS.find((one) => one === tier)

export const filterOf = (query: QueryState): QueryOf<'/policies/:id/reach'> => ({
  ...FILTER[showOf(query)],
  tier: tierOf(query),
  q: query.q,
  after: query.after,
  limit: BOARD_PAGE,
})

/** The address of another filter starts on its first page, without an opened company. */
export const FRESH = { after: undefined, page: undefined, company: undefined }

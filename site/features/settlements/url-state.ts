import { setQuery, useQuery } from '../../lib/query.ts'
import { today as serverDay } from '../../lib/server-clock.ts'
import type { Me } from '../../lib/session.ts'
import type { Direction } from './summary.ts'

export const VIEWS = ['tree', 'list', 'schedule'] as const
export type View = (typeof VIEWS)[number]

export type Place = {
  month: string
  /** The current month in Seoul. */
  now: string
  today: string
  view: View
  direction: Direction
  /** Whether the viewer's company pays in this direction, so that its admin acts. */
  pays: boolean
  go: (change: { month?: string; view?: View; direction?: Direction; status?: string }) => void
}

/** Month, view and direction from the address; an agency begins with what it pays. */
export function usePlace({ company: { tier } }: Me): Place {
  const query = useQuery()
  const today = serverDay()
  const now = today.slice(0, 7)
  const month = /^20\d{2}-(0[1-9]|1[0-2])$/.test(query.month ?? '') ? (query.month ?? now) : now
  const first: Direction = tier === 'hq' ? 'hq_agency' : 'agency_retail'
  const direction =
    tier !== 'retail' && (query.direction === 'hq_agency' || query.direction === 'agency_retail')
      ? query.direction
      : first
  const view: View =
    tier === 'retail' ? 'list' : (VIEWS.find((one) => one === query.view) ?? 'tree')
  return {
    month,
    now,
    today,
    view,
    direction,
    pays: tier !== 'retail' && direction === first,
    // The state and page of one view, month or direction mean nothing in another.
    go: (change) => setQuery({ status: undefined, after: undefined, ...change }, true),
  }
}

import { setQuery, useQuery } from '../../lib/query.ts'
import type { Me } from '../../lib/session.ts'
import { dateOf } from '../../lib/when.ts'
import type { Direction } from './summary.ts'

export const VIEWS = ['tree', 'list', 'schedule'] as const
export type View = (typeof VIEWS)[number]

export type Place = {
  month: string
  /** The running month in Seoul. */
  now: string
  today: string
  view: View
  direction: Direction
  /** The viewer's company pays in this direction, so its admin acts on it. */
  pays: boolean
  go: (change: { month?: string; view?: View; direction?: Direction; status?: string }) => void
}

/** Month, view and direction as the address has them; an agency begins with what it has to pay. */
export function usePlace({ company: { tier } }: Me): Place {
  const query = useQuery()
  const today = dateOf(new Date())
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
    // What was chosen in one view, month or direction means nothing in another.
    go: (change) => setQuery({ status: undefined, after: undefined, ...change }, true),
  }
}

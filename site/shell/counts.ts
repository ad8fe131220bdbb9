import { addressOf } from '../lib/address.ts'
import { useAnswer } from '../lib/resource.ts'

export type MenuCount = {
  count: number
  /** Work that waits for this person, in amber; other counts are quiet. */
  hot?: boolean
}

/** The counts of waiting work beside the menu's entries, on every screen: one request for all menus. */
export function useMenuCounts(): Readonly<Record<string, MenuCount>> {
  const { data } = useAnswer(addressOf('/dashboard/waiting'))
  if (!data) return {}
  return {
    ...(data.orders !== null && { '/orders/approval': { count: data.orders, hot: true } }),
    ...(data.prices !== null && { '/policies/pricing': { count: data.prices, hot: true } }),
    ...(data.people !== null && { '/org': { count: data.people, hot: true } }),
  }
}

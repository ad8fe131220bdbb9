import { serverNow } from '../../../lib/server-clock.ts'
import type { Draft } from '../draft.ts'
import { instantOf } from '../moment.ts'
import { useCompanies } from '../use-companies.ts'

/** Whether the policy begins after its publication: until then agencies set prices, and shops do not see it. */
export function beginsLater({ from, fromTime }: Draft): boolean {
  const begins = instantOf({ day: from, time: fromTime })
  return begins !== null && Date.parse(begins) > serverNow()
}

/** How many companies a draft reaches and tells; undefined while that is not known. */
export function useReach({
  targets,
  exclusions,
}: Draft): { agencies: number; shops: number } | undefined {
  const shops = useCompanies('retail')
  if (!shops.data) return undefined
  const reached = shops.data.filter(
    ({ id, active, parentId }) =>
      active && targets.includes(parentId ?? '') && !exclusions.includes(id),
  )
  return { agencies: targets.length, shops: reached.length }
}

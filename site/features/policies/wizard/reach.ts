import type { Draft } from '../draft.ts'
import { useCompanies } from '../use-companies.ts'

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

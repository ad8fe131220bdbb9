import { axesAt, type Place, placeName } from '#api/policies/axes.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { bandFor } from '#api/policies/order-facts.ts'
import type { Carrier, CustomerSegment, JoinType, SupportType } from '#db/words.ts'

/** A combination of the order form, as far as its price depends on it. */
export type Asked = {
  carrier: Carrier
  plan: { id: string; monthlyFeeWon: number }
  deviceId: string | null
  joinType: JoinType
  supportType: SupportType
  segment: CustomerSegment
  months: number
}
type Policy = Pick<PolicyDetail, 'shop' | 'bandsWon' | 'rounding' | 'planGroups' | 'deviceGroups'>

/**
 * What a shop earns for a combination, without additions and SIM, from the prices that it was sent; undefined
 * where no order is taken.
 */
export function shopPrices(policy: Policy): (asked: Asked) => number | undefined {
  const { shop } = policy
  if (!shop) return () => undefined
  const byPlace = new Map(shop.cells.map((cell) => [placeName(cell), cell.amountWon]))
  const { told } = shop
  /** A value that no price names lies among the rest. */
  const knownOr = (names: readonly string[], value: string | null | undefined) =>
    value && names.includes(value) ? value : null
  return (asked) => {
    const { carrier, plan, months } = asked
    const group = policy.deviceGroups.find(({ deviceIds }) =>
      deviceIds.some((id) => id === asked.deviceId),
    )?.name
    const planGroup = policy.planGroups.find(({ planIds }) => planIds.includes(plan.id))?.name
    const deviceId = knownOr(told.deviceIds, asked.deviceId)
    const place: Place & { carrier: Carrier } = {
      ...{ carrier, months, deviceId },
      bandWon: bandFor(policy.bandsWon, plan.monthlyFeeWon, policy.rounding),
      planGroup: knownOr(told.planGroups, planGroup),
      deviceGroup: deviceId === null ? knownOr(told.deviceGroups, group) : (group ?? null),
      joinType: told.joinType ? asked.joinType : null,
      supportType: told.supportType ? asked.supportType : null,
      segment: told.segment ? asked.segment : null,
    }
    return place.bandWon === undefined ? undefined : byPlace.get(placeName(axesAt(place)))
  }
}

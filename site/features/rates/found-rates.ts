import { addDays } from '#api/calendar.ts'
import type { Device, Plan } from '#api/catalog/contract.ts'
import { segmentOf } from '#api/policies/axes.ts'
import { bandFor } from '#api/policies/order-facts.ts'
import type { ShopRates } from '#api/policies/rate-contract.ts'
import {
  type ContractMonths,
  type CustomerType,
  JOIN_TYPES,
  type JoinType,
  type SupportType,
} from '#db/words.ts'
import { shopPrices } from '../policies/shop-prices.ts'

/** What a person asks for on the look-up. */
export type Question = {
  device: Device | undefined
  plan: Plan | undefined
  joinType: JoinType
  supportType: SupportType
  months: ContractMonths
  customerType: CustomerType
  /** Names of the additions that the customer does not take. */
  without: readonly string[]
}

export type Found = {
  rates: ShopRates
  cellWon: number
  added: ShopRates['additions']
  totalWon: number
  bandWon: number
}

/**
 * What each policy pays the shop for this question, highest first; SIM amounts are not in it. A policy whose
 * prices depend on the device pays nothing before one is chosen.
 */
export function foundRates(sheet: readonly ShopRates[], asked: Question): Found[] {
  const { plan, device, joinType } = asked
  if (!plan) return []
  const segment = segmentOf(asked.customerType)
  return sheet
    .flatMap((rates): Found[] => {
      if (rates.joinType !== 'all' && rates.joinType !== joinType) return []
      if (rates.needsDevice && !device) return []
      const bandWon = bandFor(rates.bandsWon, plan.monthlyFeeWon, rates.rounding)
      const cellWon = shopPrices(rates)({
        ...{ carrier: plan.carrier, plan, joinType, segment, months: asked.months },
        ...{ deviceId: device?.id ?? null, supportType: asked.supportType },
      })
      if (cellWon === undefined || bandWon === undefined) return []
      const added = rates.additions.filter(({ name }) => !asked.without.includes(name))
      const addedWon = added.reduce((sum, { amountWon }) => sum + amountWon, 0)
      return [{ rates, cellWon, added, totalWon: cellWon + addedWon, bandWon }]
    })
    .sort((a, b) => b.totalWon - a.totalWon)
}

/** Whether any policy pays for the question with this change: what does not is offered as unpriced. */
export const isPriced = (
  sheet: readonly ShopRates[],
  asked: Question,
  change: Partial<Question>,
): boolean => foundRates(sheet, { ...asked, ...change }).length > 0

/** What has to be kept to keep the money, until which day, and what is lost otherwise. */
export type Duty = {
  what: 'line' | 'addition'
  name: string
  days: number
  until: string
  lostWon: number
}

export function dutiesOf({ rates, added, totalWon }: Found, today: string): Duty[] {
  const { maintenanceDays, clawbackMode } = rates.terms
  const line: Duty[] =
    clawbackMode === 'none' || maintenanceDays === 0 || totalWon <= 0
      ? []
      : [
          {
            ...{ what: 'line', name: '', days: maintenanceDays, lostWon: totalWon },
            until: addDays(today, maintenanceDays),
          },
        ]
  const additions = added.map(
    ({ name, keepDays, amountWon }): Duty => ({
      ...{ what: 'addition', name, days: keepDays, lostWon: amountWon },
      until: addDays(today, keepDays),
    }),
  )
  return [...additions, ...line]
}

/** The join types that any policy of the sheet takes. */
export const joinTypesOf = (sheet: readonly ShopRates[]): readonly JoinType[] =>
  JOIN_TYPES.filter((one) => sheet.some(({ joinType }) => joinType === 'all' || joinType === one))

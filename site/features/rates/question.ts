import {
  CONTRACT_MONTHS,
  type ContractMonths,
  JOIN_TYPES,
  type JoinType,
  SUPPORT_TYPES,
  type SupportType,
} from '#db/words.ts'
import type { Question } from './found-rates.ts'
import type { KeptRates } from './kept-rates.ts'

/** The choices of the look-up, which a device remembers. */
export type Chosen = {
  deviceId: string | undefined
  planId: string | undefined
  joinType: JoinType
  supportType: SupportType
  months: ContractMonths
  without: readonly string[]
}

/** The choices of the last visit; anything unknown becomes the usual one. */
export function chosenFrom(text: string | undefined): Chosen {
  const held = parsed(text)
  const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)
  return {
    deviceId: textOf(held.deviceId),
    planId: textOf(held.planId),
    joinType: JOIN_TYPES.find((one) => one === held.joinType) ?? 'mnp',
    supportType: SUPPORT_TYPES.find((one) => one === held.supportType) ?? 'public',
    months: CONTRACT_MONTHS.find((one) => one === held.months) ?? 24,
    without: Array.isArray(held.without)
      ? held.without.filter((one) => typeof one === 'string')
      : [],
  }
}

function parsed(text: string | undefined): Record<string, unknown> {
  try {
    const held: unknown = JSON.parse(text ?? 'null')
    return typeof held === 'object' && held !== null ? { ...held } : {}
  } catch {
    return {}
  }
}

/** The choices as a question; a plan or device that is gone is not chosen. */
export const asked = (chosen: Chosen, { plans, devices }: KeptRates): Question => ({
  ...chosen,
  plan: plans.find(({ id }) => id === chosen.planId),
  device: devices.find(({ id }) => id === chosen.deviceId),
  customerType: 'adult',
})

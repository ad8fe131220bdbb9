import { viewPref } from '../../lib/prefs.ts'
import { newDraft, storable } from '../orders/form/draft.ts'
import type { Found, Question } from './found-rates.ts'

/** Hands the choices of the look-up to the order form, which begins with them. */
export function orderWith(userId: string, { rates, added }: Found, asked: Question): void {
  const { plan, device, joinType, supportType, months, customerType } = asked
  const draft = {
    ...newDraft(),
    ...{ policyId: rates.policyId, joinType, supportType, customerType },
    ...{ carrier: plan?.carrier, planId: plan?.id, contractMonths: months },
    deviceId: device?.id,
    additions: added.map(({ name }) => name),
    answers: device ? { device_model: device.name } : newDraft().answers,
  }
  viewPref(`order.${userId}`).keep(storable(draft))
}

import type { PolicyItem } from '#api/policies/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { dateOf, dateTime, timeOf } from '../../lib/when.ts'

/** The last day of a policy; `validTo` is the instant after it. */
export const lastDay = (validTo: string) => dateOf(Date.parse(validTo) - 1)

export function validity({ validFrom, validTo }: Pick<PolicyItem, 'validFrom' | 'validTo'>) {
  const from = dateOf(validFrom)
  if (!validTo) return t('ui.from_on', { from })
  // Most policies end with a day; the minute of the others matters to those who order under them.
  const to = timeOf(validTo) === '00:00' ? lastDay(validTo) : dateTime(validTo)
  return t('ui.from_to', { from, to })
}

/** A policy published for a later day is shown as scheduled: no order can be placed under it yet. */
export const stateOf = (policy: Pick<PolicyItem, 'status' | 'validFrom' | 'validTo'>) => {
  const now = serverNow()
  if (policy.status !== 'active') return policy.status
  if (Date.parse(policy.validFrom) > now) return 'scheduled' as const
  return policy.validTo && Date.parse(policy.validTo) <= now ? ('expired' as const) : policy.status
}

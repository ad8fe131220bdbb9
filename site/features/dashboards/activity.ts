import type { HqDashboard } from '#api/dashboards/contract.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { lookOf } from '../../lib/states.ts'
import type { Moment } from '../../ui/Timeline.tsx'

export type Activity = HqDashboard['activity'][number]

/** An order's action and the state that it led to. */
const ORDER = {
  'order.place': 'pending',
  'order.approve': 'approved',
  'order.reject': 'rejected',
  'order.ship': 'shipped',
  'order.complete': 'completed',
  'order.cancel': 'cancelled',
} as const
const isOrder = (action: string): action is keyof typeof ORDER => action in ORDER

/** One line of the feed; actions that are no news (sign-in, reading a file) have none. */
export function momentOf({ id, action, at, company, facts }: Activity): Moment | undefined {
  const base = { id, at, more: company, stacked: true }
  if (isOrder(action)) {
    const { glyph, role } = lookOf('order', ORDER[action])
    const number = String(facts.number ?? '')
    return { ...base, mark: { glyph, role }, what: t(`dashboard.did.${action}`, { number }) }
  }
  const won = digits(Number(facts.totalWon ?? 0))
  const places =
    typeof facts.companies === 'number'
      ? ` · ${t('dashboard.did.companies', { companies: facts.companies })}`
      : ''
  const more = `${company}${places}`
  switch (action) {
    case 'rebate.allocate':
    case 'rebate.distribute':
      return { ...base, more, mark: { icon: 'coins' }, what: t(`dashboard.did.${action}`, { won }) }
    case 'settlement.approve':
    case 'settlement.pay': {
      const { glyph, role } = lookOf('line', action === 'settlement.pay' ? 'paid' : 'approved')
      return { ...base, mark: { glyph, role }, what: t(`dashboard.did.${action}`, { won }) }
    }
    case 'policy.publish':
      return {
        ...base,
        mark: { icon: 'scroll-text' },
        what:
          facts.version === undefined
            ? t('dashboard.did.policy.withdraw')
            : t('dashboard.did.policy.publish', { version: Number(facts.version) }),
      }
    case 'policy.price':
      return { ...base, mark: { icon: 'table-2' }, what: t('dashboard.did.policy.price') }
    case 'export.settlements':
      return {
        ...base,
        mark: { icon: 'file-spreadsheet' },
        what: t('dashboard.did.export.settlements'),
      }
    default:
      return undefined
  }
}

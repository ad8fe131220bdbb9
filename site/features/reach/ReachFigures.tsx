import type { PolicyDetail } from '#api/policies/contract.ts'
import type { ReachCounts } from '#api/reach/contract.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { hrefWith } from '../../lib/query.ts'
import { shortDateTime } from '../../lib/when.ts'
import { type Figure, Figures } from '../../ui/Figures.tsx'
import { FRESH, type Show } from './url-state.ts'

type Props = { policy: PolicyDetail; counts: ReachCounts | undefined }

/** The figures of the board; each is the filter that lists what it counts. */
export function ReachFigures({ policy, counts }: Props) {
  const to = (show: Show, tier?: string) =>
    hrefWith({ ...FRESH, tab: 'reach', show, tier, q: undefined })
  const unread = counts && counts.companies - counts.read
  const left = counts ? counts.agencies - counts.agenciesPriced : 0
  const all = (count: number | undefined) => t('reach.of_n', { count: shown(count) })
  const items: Figure[] = [
    {
      label: t('reach.fig_read'),
      value: counts?.read,
      unit: t('reach.unit'),
      href: to('read'),
      note: all(counts?.companies),
    },
    {
      label: t('reach.fig_unread'),
      value: unread,
      unit: t('reach.unit'),
      href: to('unread'),
      note: t('reach.unread_note', {
        n: policy.currentVersion,
        at: shortDateTime(policy.publishedAt),
      }),
    },
    {
      label: t('reach.fig_blocked'),
      value: counts?.blocked,
      unit: t('reach.unit'),
      href: to('blocked'),
      note: t(policy.requiresReading ? 'reach.blocked_note' : 'reach.blocked_note_free'),
    },
  ]
  // An agency's board has its shops only, and its own prices decide for all of them.
  if (policy.hq)
    items.splice(2, 0, {
      label: t('reach.fig_priced'),
      value: counts?.agenciesPriced,
      unit: t('reach.unit'),
      href: to('unpriced', 'agency'),
      note: left > 0 ? t('reach.priced_note', { count: left }) : t('reach.priced_all'),
    })
  return <Figures label={t('reach.figures')} items={items} />
}

const shown = (n: number | undefined) => (n === undefined ? '–' : digits(n))

import { t } from '../../lib/i18n/t.ts'
import { Section } from '../../ui/Page.tsx'
import { Timeline } from '../../ui/Timeline.tsx'
import { type Activity, momentOf } from './activity.ts'

const SHOWN_MAX = 6

/** What happened in the tree, newest first. No live region: it would never be silent. */
export function ActivityFeed({ items }: { items: readonly Activity[] }) {
  const moments = items.flatMap((item) => momentOf(item) ?? []).slice(0, SHOWN_MAX)
  return (
    <Section
      title={t('dashboard.activity')}
      actions={
        <a class="btn link sm" href="/notifications">
          {t('dashboard.all')}
        </a>
      }
    >
      {moments.length === 0 ? (
        <p class="subtle">{t('dashboard.no_activity')}</p>
      ) : (
        <Timeline items={moments} as="time" />
      )}
    </Section>
  )
}

import type { Tier } from '#db/words.ts'
import { t } from '../../lib/i18n/t.ts'
import { Figures } from '../../ui/Figures.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'

const NAMES = ['pending', 'today', 'due_none', 'receivable', 'overdue'] as const

/** The strip and the first table with their final heights. */
export function BoardSkeleton({ tier }: { tier: Tier }) {
  if (tier === 'retail') return <div class="frame h-52" aria-busy="true" />
  return (
    <div aria-busy="true">
      <Figures
        label={t('dashboard.figures')}
        items={NAMES.map((name) => ({ label: t(`dashboard.${name}`), value: undefined }))}
      />
      <div class="dash-grid">
        <div>
          <div class="section-head" />
          <div class="frame">
            <table class="table">
              <SkeletonRows rows={8} columns={6} />
            </table>
          </div>
        </div>
        <aside />
      </div>
    </div>
  )
}

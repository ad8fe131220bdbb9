import { useState } from 'preact/hooks'
import type { HqDashboard } from '#api/dashboards/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { NoticeBoard } from '../notices/NoticeBoard.tsx'
import { ActivityFeed } from './ActivityFeed.tsx'
import { AgencyTable } from './AgencyTable.tsx'
import { HqFigures } from './HqFigures.tsx'
import { QueueTable } from './QueueTable.tsx'
import { SettlementChart } from './SettlementChart.tsx'

/** HQ's board: what needs a decision now, and whether money is on plan. */
export function HqBoard({ board }: { board: HqDashboard }) {
  const [part, setPart] = useState<'queue' | 'agencies'>('queue')
  return (
    <>
      <NoticeBoard news={board.news} />
      <HqFigures board={board} />
      <div class="mt-3 sm:hidden">
        <Segmented
          label={t('dashboard.tabs')}
          options={[
            { value: 'queue', label: t('dashboard.tab_queue') },
            { value: 'agencies', label: t('dashboard.tab_agencies') },
          ]}
          value={part}
          onValue={setPart}
        />
      </div>
      <div class="dash-grid">
        <div>
          <div class={part === 'queue' ? '' : 'max-sm:hidden'}>
            <QueueTable orders={board.queue} count={board.pending.orders} />
          </div>
          <div class={part === 'agencies' ? '' : 'max-sm:hidden'}>
            <AgencyTable board={board} />
          </div>
        </div>
        <aside>
          <ActivityFeed items={board.activity} />
          <SettlementChart months={board.settlements} mode="paying" />
        </aside>
      </div>
    </>
  )
}

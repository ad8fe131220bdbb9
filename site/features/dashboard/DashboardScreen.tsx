import { useEffect } from 'preact/hooks'
import type { Dashboard } from '#api/dashboards/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { link } from '../../lib/live.ts'
import { useResource } from '../../lib/resource.ts'
import { useMe } from '../../lib/session.ts'
import { clockOf } from '../../lib/when.ts'
import { showMenuCount } from '../../shell/counts.ts'
import { ErrorState } from '../../ui/Empty.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { AgencyBoard } from './AgencyBoard.tsx'
import { BoardSkeleton } from './BoardSkeleton.tsx'
import { HqBoard } from './HqBoard.tsx'
import { RetailBoard } from './RetailBoard.tsx'

const LIVE = ['order.*', 'notification.created']

/** One request for the whole screen, by the tier of whoever asks; it follows what happens in the tree. */
export function DashboardScreen() {
  const me = useMe()
  const board = useResource<Dashboard>('/dashboard', { live: LIVE })
  const { data } = board
  useEffect(() => {
    if (data?.tier === 'hq')
      showMenuCount('/orders/approval', { count: data.pending.orders, hot: true })
  }, [data])
  if (!me) return null
  return (
    <>
      <PageHead
        title={t(me.company.tier === 'retail' ? 'shell.menu.today' : 'dashboard.title')}
        beside={data && <Updated at={data.asOf} />}
      />
      <div class="page-body mx-auto w-full max-w-[1440px]">
        {board.state === 'failed' && (
          <ErrorState what={t('dashboard.what')} error={board.error} onRetry={board.reload} />
        )}
        {board.state === 'loading' && <BoardSkeleton tier={me.company.tier} />}
        {data?.tier === 'hq' && <HqBoard board={data} onChanged={board.reload} />}
        {data?.tier === 'agency' && <AgencyBoard board={data} />}
        {data?.tier === 'retail' && <RetailBoard board={data} />}
      </div>
    </>
  )
}

/** When the figures were computed, and whether they still follow. */
function Updated({ at }: { at: string }) {
  const isLive = link.value !== 'reconnecting'
  return (
    <span class="subtle n mt-1 flex items-center gap-2 text-t12">
      <i class={`live-dot${isLive ? '' : ' off'}`} />
      {t(isLive ? 'dashboard.updated' : 'dashboard.reconnecting', { at: clockOf(at) })}
    </span>
  )
}

import { useState } from 'preact/hooks'
import type { Dashboard } from '#api/dashboards/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { t, withWords } from '../../lib/i18n/t.ts'
import { link } from '../../lib/live.ts'
import { useAnswer } from '../../lib/resource.ts'
import { useMe } from '../../lib/session.ts'
import { clockOf } from '../../lib/when.ts'
import { ErrorState } from '../../ui/Empty.tsx'
import { later } from '../../ui/later.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { AgencyBoard } from './AgencyBoard.tsx'
import { BoardSkeleton } from './BoardSkeleton.tsx'
import { HqBoard } from './HqBoard.tsx'
import { RetailBoard } from './RetailBoard.tsx'

/** One request for the whole screen, chosen by the viewer's tier; live events refresh it. */
export function DashboardScreen() {
  const me = useMe()
  const board = useAnswer(addressOf('/dashboard'))
  const { data } = board
  const [guideLeads, setGuideLeads] = useState(true)
  if (!me) return null
  const isGuided = data !== undefined && isNew(data)
  // One primary action: a new company's guide has it as long as it names a next step.
  const leads = !(isGuided && guideLeads)
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
        {isGuided && <FirstSteps onLead={setGuideLeads} />}
        {data?.tier === 'hq' && <HqBoard board={data} />}
        {data?.tier === 'agency' && <AgencyBoard board={data} leads={leads} />}
        {data?.tier === 'retail' && <RetailBoard board={data} leads={leads} />}
      </div>
    </>
  )
}

/** Without any order on its board, a company is guided to its first one, if it never had any. */
function isNew(board: Dashboard): boolean {
  if (board.tier === 'hq') return board.agencies.every(({ lastOrderAt }) => lastOrderAt === null)
  if (board.tier === 'agency') return board.recent.length === 0
  return board.month.orders === 0
}

const FirstSteps = later(() =>
  withWords(['guide'], import('./FirstSteps.tsx')).then((file) => file.FirstSteps),
)

/** When the figures were computed, and whether they still update live. */
function Updated({ at }: { at: string }) {
  const isLive = link.value !== 'reconnecting'
  return (
    <span class="subtle n mt-1 flex items-center gap-2 text-t12">
      <i class={`live-dot${isLive ? '' : ' off'}`} />
      {t(isLive ? 'dashboard.updated' : 'dashboard.reconnecting', { at: clockOf(at) })}
    </span>
  )
}

import type * as z from 'zod'
import type { Dashboard, HqDashboard } from '#api/dashboards/contract.ts'
import type { BalanceList } from '#api/rebates/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { useResource } from '../../lib/resource.ts'
import { may, useMe } from '../../lib/session.ts'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { Figures } from '../../ui/Figures.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { AllocationForm } from './AllocationForm.tsx'
import { ALLOCATE } from './kind.ts'

/** What an agency was given and has used of it this month, its shops included. */
export type MonthOf = ReadonlyMap<string, { allocatedWon: number; usedWon: number }>
export type Balances = z.infer<typeof BalanceList>

/** Budget for the agencies: one period, one memo, all of them or none. */
export function AllocateScreen() {
  const me = useMe()
  const isHq = me?.company.tier === 'hq'
  const balances = useResource<Balances>(isHq ? '/rebates/balances' : undefined, {
    live: ['order.*'],
  })
  const board = useResource<Dashboard>(isHq ? '/dashboard' : undefined, { live: ['order.*'] })
  if (!me) return null
  const { data } = balances
  const hq = board.data?.tier === 'hq' ? board.data : undefined
  return (
    <>
      <PageHead
        title={t('rebates.title')}
        beside={<span class="subtle text-t12 max-sm:hidden">{t('rebates.lead')}</span>}
      />
      <div class="page-body mx-auto flex w-full max-w-[1440px] flex-col gap-4">
        {!isHq && <Empty title={t('rebates.hq_only')} />}
        {isHq && balances.state === 'failed' && (
          <ErrorState what={t('rebates.what')} error={balances.error} onRetry={balances.reload} />
        )}
        {isHq && balances.state !== 'failed' && (
          <>
            {board.state !== 'failed' && <Totals board={hq} />}
            {data?.items.length === 0 ? (
              <Empty boxed title={t('rebates.empty')} text={t('rebates.empty_text')} />
            ) : (
              <AllocationForm
                kind={ALLOCATE}
                balances={data?.items}
                month={new Map(hq?.agencies.map((agency) => [agency.id, agency]))}
                readOnly={!may('rebate.allocate')}
                onDone={() => {
                  balances.reload()
                  board.reload()
                }}
              />
            )}
          </>
        )}
      </div>
    </>
  )
}

/** This month of the whole tree; the figures load apart and their failure hides nothing else. */
function Totals({ board }: { board: HqDashboard | undefined }) {
  const month = board?.month
  const name = month ? String(Number(month.month.slice(5))) : ''
  return (
    <Figures
      label={t('rebates.figures')}
      items={[
        {
          label: t('rebates.month_allocated', { month: name }),
          value: month?.allocatedWon,
          note: t('rebates.agencies_n', { count: board?.agencies.length ?? 0 }),
        },
        { label: t('rebates.used'), value: month?.usedWon, note: t('rebates.used_text') },
        { label: t('rebates.held'), value: month?.heldWon, note: t('rebates.held_text') },
        { label: t('rebates.left'), value: month?.availableWon, note: t('rebates.left_text') },
      ]}
    />
  )
}

import type { HqDashboard } from '#api/dashboards/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { digits, monthWord } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { may, useMe } from '../../lib/session.ts'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { Figures } from '../../ui/Figures.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { AllocationForm } from './AllocationForm.tsx'
import type { Balances } from './balances.ts'
import type { MoveKind } from './kind.ts'

const ALLOCATE: MoveKind = {
  path: '/rebates/allocations',
  tier: 'agency',
  says: (key, params) => t(`rebates.${key}`, params),
}

/** Budget for the agencies: one period, one memo, all of them or none. */
export function AllocateScreen() {
  const me = useMe()
  const isHq = me?.company.tier === 'hq'
  const balances = useAnswer(isHq && addressOf('/rebates/balances'))
  const board = useAnswer(isHq && addressOf('/dashboard'))
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
            {board.state !== 'failed' && <Totals board={hq} balances={data?.items} />}
            {data?.items.length === 0 ? (
              <Empty boxed title={t('rebates.empty')} text={t('rebates.empty_text')} />
            ) : (
              <AllocationForm
                kind={ALLOCATE}
                balances={data?.items}
                month={new Map(hq?.agencies.map((agency) => [agency.id, agency]))}
                readOnly={!may('rebate.allocate')}
              />
            )}
          </>
        )}
      </div>
    </>
  )
}

/** The whole tree this month; loads apart, so its failure hides nothing else. */
function Totals({
  board,
  balances,
}: {
  board: HqDashboard | undefined
  balances: Balances['items'] | undefined
}) {
  const month = board?.month
  const name = month ? monthWord(month.month) : ''
  const atAgencies = balances?.reduce((sum, { availableWon }) => sum + availableWon, 0)
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
        {
          label: t('rebates.left'),
          value: month?.availableWon,
          note: whose(month?.availableWon, atAgencies),
        },
      ]}
    />
  )
}

/** Splits what is left: the agencies' own part, and the part passed on to their shops. */
const whose = (all: number | undefined, atAgencies: number | undefined) =>
  all !== undefined && atAgencies !== undefined
    ? t('rebates.left_text', { agencies: digits(atAgencies), shops: digits(all - atAgencies) })
    : ''

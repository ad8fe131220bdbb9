import type { Dashboard } from '#api/dashboards/contract.ts'
import type { Balance } from '#api/rebates/contract.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { useResource } from '../../lib/resource.ts'
import { may, useMe } from '../../lib/session.ts'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { LedgerFigures } from '../ledger/LedgerFigures.tsx'
import type { Balances } from '../rebates/AllocateScreen.tsx'
import { AllocationForm } from '../rebates/AllocationForm.tsx'
import { DISTRIBUTE } from '../rebates/kind.ts'
import { coverOf, sourcesFor } from './cover.ts'
import { Remainder } from './Remainder.tsx'

const LIVE = ['order.*', 'notification.created']

/** An agency gives its shops what HQ gave it, as far as that reaches. */
export function DistributeScreen() {
  const me = useMe()
  if (!me) return null
  return (
    <>
      <PageHead
        title={t('budget.title')}
        beside={<span class="subtle text-t12 max-sm:hidden">{t('budget.lead')}</span>}
      />
      <div class="page-body mx-auto flex w-full max-w-[1440px] flex-col gap-4">
        {me.company.tier === 'agency' ? (
          <Distribution />
        ) : (
          <Empty icon="coins" boxed title={t('budget.agency_only')} />
        )}
      </div>
    </>
  )
}

function Distribution() {
  const own = useResource<Balance>('/rebates/balance', { live: LIVE })
  const shops = useResource<Balances>('/rebates/balances', { live: LIVE })
  const board = useResource<Dashboard>('/dashboard')
  const months = board.data?.tier === 'agency' ? board.data.shops : []
  const balance = own.data
  return (
    <>
      {own.state === 'failed' ? (
        <ErrorState what={t('budget.own_what')} error={own.error} onRetry={own.reload} />
      ) : (
        <LedgerFigures balance={balance} tier="agency" />
      )}
      {balance?.periods.length === 0 && (
        <p class="note">
          <Icon name="info" size={14} />
          <span>{t('budget.no_grant')}</span>
        </p>
      )}
      {shops.state === 'failed' ? (
        <ErrorState what={t('budget.what')} error={shops.error} onRetry={shops.reload} />
      ) : shops.data?.items.length === 0 ? (
        <Empty boxed title={t('budget.empty')} text={t('budget.empty_text')} />
      ) : (
        <AllocationForm
          kind={DISTRIBUTE}
          balances={shops.data?.items}
          month={new Map(months.map((shop) => [shop.id, shop]))}
          readOnly={!may('rebate.distribute')}
          limit={(period) => {
            const sources = balance && sourcesFor(balance, period)
            return {
              coverWon: coverOf(sources ?? []),
              short: (won) => t('budget.short', { won: digits(won) }),
              node: (totalWon) => <Remainder sources={sources} totalWon={totalWon} />,
            }
          }}
          onDone={() => {
            own.reload()
            shops.reload()
            board.reload()
          }}
        />
      )}
    </>
  )
}

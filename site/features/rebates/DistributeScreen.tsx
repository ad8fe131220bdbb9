import { addressOf } from '../../lib/address.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { may, useMe } from '../../lib/session.ts'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { AllocationForm } from './AllocationForm.tsx'
import { coverOf, sourcesFor } from './cover.ts'
import type { MoveKind } from './kind.ts'
import { LedgerFigures } from './LedgerFigures.tsx'
import { Remainder } from './Remainder.tsx'

const DISTRIBUTE: MoveKind = {
  path: '/rebates/distributions',
  tier: 'retail',
  says: (key, params) => t(`budget.${key}`, params),
}

/** An agency distributes to its shops what HQ allocated to it. */
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
  const own = useAnswer(addressOf('/rebates/balance'))
  const shops = useAnswer(addressOf('/rebates/balances'))
  const board = useAnswer(addressOf('/dashboard'))
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
      {own.state === 'loading' ? null : shops.state === 'failed' ? (
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
        />
      )}
    </>
  )
}

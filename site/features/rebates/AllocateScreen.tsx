import type * as z from 'zod'
import type { BalanceList } from '#api/rebates/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { useResource } from '../../lib/resource.ts'
import { may, useMe } from '../../lib/session.ts'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { Figures } from '../../ui/Figures.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { AllocationForm } from './AllocationForm.tsx'

export type Balances = z.infer<typeof BalanceList>

/** Budget for the agencies: one period, one memo, all of them or none. */
export function AllocateScreen() {
  const me = useMe()
  const isHq = me?.company.tier === 'hq'
  const balances = useResource<Balances>(isHq ? '/rebates/balances' : undefined, {
    live: ['order.*'],
  })
  if (!me) return null
  const { data } = balances
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
            <Totals balances={data} />
            {data?.items.length === 0 ? (
              <Empty boxed title={t('rebates.empty')} text={t('rebates.empty_text')} />
            ) : (
              <AllocationForm
                balances={data?.items}
                readOnly={!may('rebate.allocate')}
                onDone={balances.reload}
              />
            )}
          </>
        )}
      </div>
    </>
  )
}

function Totals({ balances }: { balances: Balances | undefined }) {
  const items = balances?.items
  const sum = (of: (item: Balances['items'][number]) => number) =>
    items?.reduce((total, item) => total + of(item), 0)
  return (
    <Figures
      label={t('rebates.figures')}
      items={[
        {
          label: t('rebates.left'),
          value: sum((item) => item.availableWon),
          note: t('rebates.left_text', { count: items?.length ?? 0 }),
        },
        {
          label: t('rebates.held'),
          value: sum((item) => item.heldWon),
          note: t('rebates.held_text'),
        },
        {
          label: t('rebates.used'),
          value: sum((item) => item.usedWon),
          note: t('rebates.used_text'),
        },
        {
          label: t('rebates.other'),
          value: sum((item) => item.otherWon),
          note: t('rebates.other_text'),
        },
      ]}
    />
  )
}

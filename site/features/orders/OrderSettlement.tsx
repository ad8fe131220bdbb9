import type { LinePage } from '#api/settlements/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { useResource } from '../../lib/resource.ts'
import { shortDate } from '../../lib/when.ts'
import { ErrorState } from '../../ui/Empty.tsx'
import { Money } from '../../ui/Money.tsx'
import { Section } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { State } from '../../ui/State.tsx'

/** Who owes whom for this order; fails and loads apart from the rest of the record. */
export function OrderSettlement({ orderId }: { orderId: string }) {
  const lines = useResource<LinePage>('/settlements/lines', {
    query: { orderId },
    live: ['order.*'],
  })
  return (
    <Section line title={t('orders.settlement')}>
      {lines.state === 'loading' && <SkeletonLines lines={2} />}
      {lines.state === 'failed' && (
        <ErrorState what={t('orders.settlement')} error={lines.error} onRetry={lines.reload} />
      )}
      {lines.data?.items.length === 0 && <p class="subtle pb-3">{t('orders.settlement_none')}</p>}
      {lines.data && lines.data.items.length > 0 && (
        <table class="calc mb-3">
          <caption class="vh">{t('orders.settlement')}</caption>
          <tbody>
            {lines.data.items.map((line) => (
              <tr key={line.id}>
                <td>
                  {t(`words.source.${line.source}`)}{' '}
                  <span class="subtle">
                    {line.payer.name} → {line.payee.name}
                  </span>
                </td>
                <td class="num">
                  <Money won={line.amountWon} />
                </td>
                <td class="pl-3 text-right">
                  <State of="line" is={line.overdue ? 'overdue' : line.status} />
                  {line.dueOn && (
                    <span class="subtle n ml-2 text-t12">
                      {t('orders.due_on', { due: shortDate(line.dueOn) })}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}

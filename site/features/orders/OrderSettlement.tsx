import type { SettlementLine } from '#api/settlements/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { shortDate } from '../../lib/when.ts'
import { ErrorState } from '../../ui/Empty.tsx'
import { Money } from '../../ui/Money.tsx'
import { Section } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { State } from '../../ui/State.tsx'

/** The settlement lines of this order. They load, and may fail, apart from the rest of the record. */
export function OrderSettlement({ orderId }: { orderId: string }) {
  const lines = useAnswer(addressOf('/settlements/lines', { query: { orderId } }))
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
            {byLeg(lines.data.items).map((line) => (
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

/** Lines grouped by payer, from the top of the chain down. */
function byLeg(lines: readonly SettlementLine[]): SettlementLine[] {
  const paid = new Set(lines.map(({ payee }) => payee.id))
  const legs = [...Map.groupBy(lines, ({ payer }) => payer.id)]
  return legs
    .toSorted(([a], [b]) => Number(paid.has(a)) - Number(paid.has(b)))
    .flatMap(([, own]) =>
      own.toSorted((a, b) => Number(b.source === 'order') - Number(a.source === 'order')),
    )
}

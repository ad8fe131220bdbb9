import type { SettlementLine } from '#api/settlements/contract.ts'
import type { Tier } from '#db/words.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { Money } from '../../ui/Money.tsx'
import { State } from '../../ui/State.tsx'
import type { Column } from '../../ui/table-types.ts'
import { When } from '../../ui/When.tsx'
import type { OrderLine } from './of-orders.ts'

/** Overdue and clawback replace the stored state, because they matter more. */
export const shownState = ({ status, overdue, source }: SettlementLine) =>
  overdue ? 'overdue' : source === 'clawback' && status === 'eligible' ? 'clawback' : status

export function OrderLink({ line }: { line: SettlementLine }) {
  if (!line.orderId || !line.orderNumber)
    return <span class="subtle">{t('settlements.no_order')}</span>
  return (
    <a class="link n" href={`/orders?order=${line.orderId}`}>
      {line.orderNumber}
    </a>
  )
}

/** The kind of the amount; for a whole order, the amount of each part. */
function Sources({ line: { source, parts } }: { line: OrderLine }) {
  if (!parts) return t(`words.source.${source}`)
  return (
    <span class="n">
      {parts
        .map((part) => `${t(`words.source.${part.source}`)} ${digits(part.amountWon)}`)
        .join(' · ')}
    </span>
  )
}

/** The columns of a line. A shop is the payee of all its lines, so it sees no payee column. */
export function lineColumns(tier: Tier): Column<SettlementLine>[] {
  return [
    { id: 'number', head: t('settlements.number'), cell: (line) => <OrderLink line={line} /> },
    ...(tier === 'retail'
      ? []
      : [
          {
            id: 'payee',
            head: t('settlements.payee'),
            cell: ({ payee }: SettlementLine) => <span class="med">{payee.name}</span>,
          },
          {
            id: 'payer',
            head: t('settlements.payer'),
            priority: 3 as const,
            cell: ({ payer }: SettlementLine) => <span class="muted">{payer.name}</span>,
          },
        ]),
    {
      id: 'source',
      head: t('settlements.source'),
      priority: 2,
      cell: (line) => <Sources line={line} />,
    },
    {
      id: 'amount',
      head: t('settlements.amount'),
      align: 'num',
      cell: ({ amountWon }) => <Money won={amountWon} strong />,
    },
    {
      id: 'since',
      head: t('settlements.since'),
      priority: 3,
      cell: ({ eligibleAt }) => <When at={eligibleAt} />,
    },
    {
      id: 'due',
      head: t('settlements.due'),
      priority: 2,
      cell: ({ dueOn }) => <When at={dueOn} as="date" />,
    },
    {
      id: 'state',
      head: t('settlements.state'),
      cell: (line) => <State of="line" is={shownState(line)} />,
    },
  ]
}

/** The line as a card on a phone. */
export function LineCard({ line, tier }: { line: SettlementLine; tier: Tier }) {
  return (
    <dl>
      <dt class="vh">{t('settlements.number')}</dt>
      <dd>
        {tier === 'retail' ? (
          <OrderLink line={line} />
        ) : (
          <span class="strong">{line.payee.name}</span>
        )}{' '}
        <span class="muted">
          <Sources line={line} />
        </span>
      </dd>
      <dt class="vh">{t('settlements.amount')}</dt>
      <dd>
        <Money won={line.amountWon} unit strong />
      </dd>
      <dt class="vh">{t('settlements.due')}</dt>
      <dd class="subtle text-t12">
        {tier !== 'retail' && (
          <>
            <OrderLink line={line} /> ·{' '}
          </>
        )}
        {t('settlements.due')} <When at={line.dueOn} as="date" />
      </dd>
      <dt class="vh">{t('settlements.state')}</dt>
      <dd>
        <State of="line" is={shownState(line)} />
      </dd>
    </dl>
  )
}

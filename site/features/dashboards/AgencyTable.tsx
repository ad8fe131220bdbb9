import type { HqDashboard } from '#api/dashboards/contract.ts'
import { digits, monthWord, won } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Money } from '../../ui/Money.tsx'
import { Section } from '../../ui/Page.tsx'
import { Spark } from '../../ui/Spark.tsx'
import { Table } from '../../ui/Table.tsx'
import { Company } from '../../ui/TierMark.tsx'
import type { Column } from '../../ui/table-types.ts'
import { When } from '../../ui/When.tsx'
import { BudgetMeter, isLow } from './BudgetMeter.tsx'

type Agency = HqDashboard['agencies'][number]

/** Each agency's orders, their trend, and how much of its limit is left. */
export function AgencyTable({ board }: { board: HqDashboard }) {
  const columns: Column<Agency>[] = [
    {
      id: 'agency',
      head: t('dashboard.agency'),
      cell: (row) => <Company tier="agency">{row.name}</Company>,
    },
    {
      id: 'orders',
      head: t('dashboard.orders'),
      align: 'num',
      cell: (row) => <span class="n">{digits(row.orders)}</span>,
    },
    {
      id: 'weeks',
      head: t('dashboard.weeks'),
      priority: 2,
      cell: (row) => (
        <Spark
          values={row.weeks}
          label={t('dashboard.weeks_label', {
            name: row.name,
            now: row.weeks.at(-1) ?? 0,
            most: Math.max(0, ...row.weeks),
          })}
        />
      ),
    },
    {
      id: 'limit',
      head: t('dashboard.limit'),
      priority: 2,
      class: 'w-36',
      cell: (row) => <BudgetMeter budget={row} />,
    },
    {
      id: 'left',
      head: t('dashboard.left_won'),
      align: 'num',
      cell: (row) => <Left agency={row} />,
    },
    {
      id: 'allocated',
      head: t('dashboard.allocated_won'),
      align: 'num',
      priority: 2,
      cell: (row) => (
        <span class="subtle">
          <Money won={row.allocatedWon} />
        </span>
      ),
    },
    {
      id: 'last',
      head: t('dashboard.last_order'),
      align: 'num',
      priority: 3,
      cell: (row) => (
        <span class="subtle">
          <When at={row.lastOrderAt} as="ago" />
        </span>
      ),
    },
  ]
  return (
    <Section
      title={t('dashboard.agencies')}
      meta={t('dashboard.month_n', { month: monthWord(board.month.month) })}
      actions={<BudgetLegend />}
    >
      <div class="frame">
        <div class="scroller">
          <Table<Agency>
            caption={t('dashboard.agencies')}
            columns={columns}
            rows={board.agencies}
            keyOf={(row) => row.id}
            nameOf={(row) => row.name}
            onOpen={(row) => location.assign(`/orders?company=${row.id}`)}
            card={(row) => <AgencyCard agency={row} />}
            empty={
              <Empty title={t('dashboard.no_agencies')} text={t('dashboard.no_agencies_text')} />
            }
          />
        </div>
      </div>
    </Section>
  )
}

/** A low balance is shown by shape, colour and words, and links to the page that fixes it. */
function Left({ agency }: { agency: Agency }) {
  if (!isLow(agency)) return <Money won={agency.availableWon} strong />
  const says = t('dashboard.low', { name: agency.name })
  return (
    <a
      class="inline-flex items-center gap-1.5 font-semibold text-hold"
      href="/rebates/allocate"
      title={says}
    >
      <Icon name="triangle-alert" size={14} />
      <Money won={agency.availableWon} />
      <span class="vh">{says}</span>
    </a>
  )
}

export const BudgetLegend = () => (
  <ul class="legend">
    <li>
      <i class="swatch bg-d1" /> {t('dashboard.used')}
    </li>
    <li>
      <i class="swatch bg-d2" /> {t('dashboard.held')}
    </li>
    <li>
      <i class="swatch bg-line" /> {t('dashboard.left')}
    </li>
  </ul>
)

function AgencyCard({ agency }: { agency: Agency }) {
  return (
    <>
      <dl>
        <dt class="vh">{t('dashboard.agency')}</dt>
        <dd class="strong trunc">{agency.name}</dd>
        <dt class="vh">{t('dashboard.left_won')}</dt>
        <dd class={`n strong${isLow(agency) ? ' text-hold' : ''}`}>{won(agency.availableWon)}</dd>
        <dt class="vh">{t('dashboard.orders')}</dt>
        <dd class="n muted">{t('dashboard.orders_n', { count: agency.orders })}</dd>
        <dt class="vh">{t('dashboard.last_order')}</dt>
        <dd class="subtle text-t12">
          <When at={agency.lastOrderAt} as="ago" />
        </dd>
      </dl>
      <div class="mt-2">
        <BudgetMeter budget={agency} />
      </div>
    </>
  )
}

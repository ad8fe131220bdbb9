import type { AgencyDashboard } from '#api/dashboards/contract.ts'
import { digits, percent, won } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { may } from '../../lib/session.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Money } from '../../ui/Money.tsx'
import { Section } from '../../ui/Page.tsx'
import { Table } from '../../ui/Table.tsx'
import { Company } from '../../ui/TierMark.tsx'
import type { Column } from '../../ui/table-types.ts'
import { BudgetLegend } from './AgencyTable.tsx'
import { BudgetMeter } from './BudgetMeter.tsx'

type Shop = AgencyDashboard['shops'][number]

/** The agency's shops: orders against last month, and the budget each has left. */
export function ShopTable({ shops, leads }: { shops: readonly Shop[]; leads: boolean }) {
  const average = shops.reduce((sum, shop) => sum + shop.orders, 0) / Math.max(1, shops.length)
  const columns: Column<Shop>[] = [
    {
      id: 'shop',
      head: t('dashboard.shop'),
      cell: (row) => (
        <>
          <Company tier="retail">{row.name}</Company>
          {row.orders < average / 2 && (
            <span class="ml-2 text-t12 text-hold">{t('dashboard.below_average')}</span>
          )}
        </>
      ),
    },
    {
      id: 'orders',
      head: t('dashboard.this_month'),
      align: 'num',
      cell: (row) => <span class="n med">{digits(row.orders)}</span>,
    },
    {
      id: 'last',
      head: t('dashboard.last_month'),
      align: 'num',
      priority: 2,
      cell: (row) => <span class="n subtle">{digits(row.ordersLastMonth)}</span>,
    },
    {
      id: 'growth',
      head: t('dashboard.growth'),
      align: 'num',
      priority: 3,
      cell: (row) => <span class="n">{growthOf(row)}</span>,
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
      head: t('dashboard.left_shop_won'),
      align: 'num',
      cell: (row) => <Money won={row.availableWon} strong />,
    },
  ]
  return (
    <Section
      title={t('dashboard.shops_head')}
      meta={digits(shops.length)}
      actions={
        <>
          <span class="max-lg:hidden">
            <BudgetLegend />
          </span>
          {may('rebate.distribute') && (
            <ButtonLink
              kind={leads ? 'primary' : 'default'}
              size="sm"
              icon="coins"
              href="/rebates/distribute"
            >
              {t('dashboard.distribute')}
            </ButtonLink>
          )}
        </>
      }
    >
      <div class="frame">
        <div class="scroller">
          <Table<Shop>
            caption={t('dashboard.shops_head')}
            columns={columns}
            rows={shops}
            keyOf={(row) => row.id}
            nameOf={(row) => row.name}
            onOpen={(row) => location.assign(`/orders?company=${row.id}`)}
            card={(row) => <ShopCard shop={row} />}
            empty={<Empty title={t('dashboard.no_shops')} text={t('dashboard.no_shops_text')} />}
          />
        </div>
      </div>
    </Section>
  )
}

/** No percentage against zero. */
const growthOf = ({ orders, ordersLastMonth }: Shop) => {
  if (ordersLastMonth === 0) return '–'
  const ratio = orders / ordersLastMonth - 1
  return `${ratio > 0 ? '+' : ''}${percent(Math.round(ratio * 100) / 100)}`
}

function ShopCard({ shop }: { shop: Shop }) {
  return (
    <>
      <dl>
        <dt class="vh">{t('dashboard.shop')}</dt>
        <dd class="strong trunc">{shop.name}</dd>
        <dt class="vh">{t('dashboard.left_shop_won')}</dt>
        <dd class="n strong">{won(shop.availableWon)}</dd>
        <dt class="vh">{t('dashboard.this_month')}</dt>
        <dd class="n muted">{t('dashboard.orders_n', { count: shop.orders })}</dd>
        <dt class="vh">{t('dashboard.growth')}</dt>
        <dd class="n subtle">
          {t('dashboard.growth_of')} {growthOf(shop)}
        </dd>
      </dl>
      <div class="mt-2">
        <BudgetMeter budget={shop} />
      </div>
    </>
  )
}

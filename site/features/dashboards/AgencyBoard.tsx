import type { AgencyDashboard } from '#api/dashboards/contract.ts'
import type { OrderItem } from '#api/orders/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { may } from '../../lib/session.ts'
import { shortDate } from '../../lib/when.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Figures } from '../../ui/Figures.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Section } from '../../ui/Page.tsx'
import { Table } from '../../ui/Table.tsx'
import { NoticeBoard } from '../notices/NoticeBoard.tsx'
import { OrderCard } from '../orders/OrderCard.tsx'
import { orderColumns } from '../orders/order-fields.tsx'
import { DueList } from './DueList.tsx'
import { SettlementChart } from './SettlementChart.tsx'
import { ShopTable } from './ShopTable.tsx'

/** Columns left out: the aside leaves no room for them, and the record shows them. */
const LEFT_OUT: ReadonlySet<string> = new Set(['given', 'customer', 'join'])

/** The agency's board: how its shops are supplied, its margin, and what is due. */
export function AgencyBoard({ board, leads }: { board: AgencyDashboard; leads: boolean }) {
  return (
    <>
      <NoticeBoard news={board.news} />
      <Unpriced board={board} />
      <AgencyFigures board={board} />
      <div class="dash-grid">
        <div>
          <ShopTable shops={board.shops} leads={leads} />
          <Section
            title={t('dashboard.recent')}
            actions={
              <a class="btn link sm" href="/orders">
                {t('dashboard.view_all')}
              </a>
            }
          >
            <div class="frame">
              <div class="scroller">
                <Table<OrderItem>
                  caption={t('dashboard.recent')}
                  columns={orderColumns('agency', false).filter(({ id }) => !LEFT_OUT.has(id))}
                  rows={board.recent}
                  keyOf={(row) => row.id}
                  nameOf={(row) => row.number}
                  onOpen={(row) => location.assign(`/orders?order=${row.id}`)}
                  card={(row) => <OrderCard order={row} tier="agency" />}
                  empty={<Empty icon="clipboard-list" title={t('dashboard.no_orders')} />}
                />
              </div>
            </div>
          </Section>
        </div>
        <aside>
          <DueList dues={board.dues} title={t('dashboard.dues')} />
          <SettlementChart months={board.settlements} mode="receiving" />
        </aside>
      </div>
    </>
  )
}

function AgencyFigures({ board }: { board: AgencyDashboard }) {
  const { budget, shops } = board
  const orders = shops.reduce((sum, shop) => sum + shop.orders, 0)
  return (
    <Figures
      label={t('dashboard.figures')}
      items={[
        {
          label: t('dashboard.balance'),
          value: budget.availableWon,
          href: '/rebates/ledger',
          note: budget.periodEnd
            ? t('dashboard.until', { day: shortDate(budget.periodEnd) })
            : t('dashboard.no_budget'),
        },
        {
          label: t('dashboard.receivable'),
          value: board.receivableWon,
          href: '/settlements',
          note: t('dashboard.from_hq'),
        },
        {
          label: t('dashboard.payable'),
          value: board.payableWon,
          href: '/settlements',
          note: t('dashboard.to_shops'),
        },
        { label: t('dashboard.net'), value: board.netWon, note: t('dashboard.net_text') },
        {
          label: t('dashboard.shops'),
          value: shops.length,
          unit: t('dashboard.unit_shops', { count: shops.length }),
          note: t('dashboard.shops_text', { count: orders }),
        },
      ]}
    />
  )
}

/** Policies for which the agency has not decided its prices: until then its shops have none. */
function Unpriced({ board }: { board: AgencyDashboard }) {
  if (board.unpriced.length === 0 && board.budget.periodEnd) return null
  const [first] = board.unpriced
  return (
    <div class="mb-3 flex flex-col gap-2">
      {!board.budget.periodEnd && (
        <p class="note">
          <Icon name="info" size={14} />
          <span>{t('dashboard.no_budget_agency')}</span>
        </p>
      )}
      {first && (
        <p class="note">
          <Icon name="triangle-alert" size={14} />
          <span>
            {t('dashboard.unpriced_1', { count: board.unpriced.length })}{' '}
            {may('policy.price') && (
              <a class="link" href={`/policies/pricing?id=${first.id}`}>
                {t('dashboard.unpriced_go')}
              </a>
            )}
          </span>
        </p>
      )}
    </div>
  )
}

import type { RetailDashboard } from '#api/dashboards/contract.ts'
import type { OrderItem } from '#api/orders/contract.ts'
import { digits, monthWord, unitAfter, won } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { today } from '../../lib/server-clock.ts'
import { may } from '../../lib/session.ts'
import { dateOf, shortDate } from '../../lib/when.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Section } from '../../ui/Page.tsx'
import { State } from '../../ui/State.tsx'
import { NoticeBoard } from '../notices/NoticeBoard.tsx'
import { shortMoment } from '../orders/order-words.tsx'
import { BudgetMeter } from './BudgetMeter.tsx'
import { DueList } from './DueList.tsx'
import { PolicyList } from './PolicyList.tsx'
import { SettlementChart } from './SettlementChart.tsx'

/** The shop's board: start an order; see what is left and what will be paid. */
export function RetailBoard({ board, leads }: { board: RetailDashboard; leads: boolean }) {
  return (
    <div class="dash-grid !mt-0">
      <div class="flex flex-col gap-3">
        <NoticeBoard news={board.news} />
        <Hero board={board} />
        {may('order.place') && (
          <ButtonLink
            kind={leads ? 'primary' : 'default'}
            size="touch"
            icon="plus"
            href="/orders/new"
          >
            {t('dashboard.new_order')}
          </ButtonLink>
        )}
        <Section
          title={t('dashboard.today_orders')}
          meta={digits(board.today.length)}
          actions={
            <a class="btn link sm" href="/orders">
              {t('ui.all')}
            </a>
          }
        >
          {board.today.length === 0 ? (
            <Empty
              boxed
              icon="clipboard-list"
              title={t('dashboard.no_today')}
              text={t('dashboard.no_today_text')}
            />
          ) : (
            <ul class="today">
              {board.today.map((order) => (
                <li key={order.id}>
                  <TodayCard order={order} />
                </li>
              ))}
            </ul>
          )}
        </Section>
      </div>
      <aside>
        <DueList dues={board.dues} title={t('dashboard.dues_receive')} />
        <PolicyList policies={board.policies} />
        <SettlementChart months={board.settlements} mode="receiving" />
      </aside>
    </div>
  )
}

/** The budget left, apart from what will be paid: the two are never added. */
function Hero({ board }: { board: RetailDashboard }) {
  const { budget, dues, month } = board
  const [next] = dues
  return (
    <section class="hero" aria-label={t('dashboard.figures')}>
      <div class="hero-main">
        <h2 class="muted">{t('dashboard.usable')}</h2>
        <p class="hero-figure n">
          {digits(budget.availableWon)}
          <small>{unitAfter()}</small>
        </p>
        <BudgetMeter budget={budget} thick />
        {budget.periodEnd ? (
          <p class="n subtle mt-2 flex flex-wrap justify-between gap-x-3 text-t12">
            <span>{t('dashboard.used_n', { won: digits(budget.usedWon) })}</span>
            <span>{t('dashboard.held_n', { won: digits(budget.heldWon) })}</span>
            <span>{t('dashboard.until', { day: shortDate(budget.periodEnd) })}</span>
          </p>
        ) : (
          <p class="muted mt-2 text-t12">{t('dashboard.no_budget_retail')}</p>
        )}
      </div>
      <dl class="hero-cells">
        <div>
          <dt>
            {next
              ? t('dashboard.receive_on', { day: shortDate(next.dueOn) })
              : t('dashboard.receive')}
          </dt>
          <dd class="n">
            <a class="after:absolute after:inset-0 hover:underline" href="/settlements">
              {won(next?.won ?? board.receivableWon)}
            </a>
          </dd>
        </div>
        <div>
          <dt>{t('dashboard.month_orders', { month: monthWord(month.month) })}</dt>
          <dd class="n">
            {t('dashboard.month_orders_text', {
              orders: digits(month.orders),
              completed: digits(month.completed),
            })}
          </dd>
        </div>
      </dl>
    </section>
  )
}

function TodayCard({ order }: { order: OrderItem }) {
  const older = dateOf(order.placedAt) !== today()
  return (
    <a href={`/orders?order=${order.id}`}>
      <dl>
        <dt class="vh">{t('orders.customer')}</dt>
        <dd class="strong trunc">{order.customerName}</dd>
        <dt class="vh">{t('orders.amount_retail')}</dt>
        <dd class="n strong">{won(order.amounts.totalWon)}</dd>
        <dt class="vh">{t('orders.plan')}</dt>
        <dd class="muted trunc">
          {order.planName} · {t(`words.join.${order.joinType}`)}
        </dd>
        <dt class="vh">{t('orders.state')}</dt>
        <dd>
          <State of="order" is={order.status} />
        </dd>
        <dt class="vh">{t('orders.placed')}</dt>
        <dd class="n subtle text-t12">
          {older && `${shortDate(order.placedAt)} `}
          {shortMoment(order)}
        </dd>
        {order.status === 'rejected' && (
          <>
            <dt class="vh">{t('orders.reason')}</dt>
            <dd class="link hit text-t12">{t('dashboard.why_rejected')}</dd>
          </>
        )}
      </dl>
    </a>
  )
}

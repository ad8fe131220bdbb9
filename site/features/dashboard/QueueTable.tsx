import { useState } from 'preact/hooks'
import type { OrderItem } from '#api/orders/contract.ts'
import { digits } from '../../lib/format.ts'
import { currentLang, t } from '../../lib/i18n/t.ts'
import { may } from '../../lib/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty, ErrorNote } from '../../ui/Empty.tsx'
import { Money } from '../../ui/Money.tsx'
import { Section } from '../../ui/Page.tsx'
import { Table } from '../../ui/Table.tsx'
import type { Column } from '../../ui/table-types.ts'
import { MoveDialog } from '../orders/MoveDialog.tsx'
import { OrderCard } from '../orders/order-columns.tsx'
import { JoinAndContract, Plan, ShopName, Wait } from '../orders/order-words.tsx'
import { useMove } from '../orders/use-move.ts'
import { useNow } from '../orders/use-now.ts'

type Props = { orders: readonly OrderItem[]; count: number; onChanged: () => void }

/** The head of the approval queue: A and R decide on the row the keys stand on. */
export function QueueTable({ orders, count, onChanged }: Props) {
  const now = useNow()
  const [cursor, setCursor] = useState<string | undefined>(undefined)
  const [refusing, setRefusing] = useState<OrderItem | undefined>(undefined)
  const move = useMove({
    onConflict: onChanged,
    onMoved: () => {
      setRefusing(undefined)
      onChanged()
    },
  })
  const mayApprove = may('order.approve')
  const current = orders.find(({ id }) => id === cursor) ?? orders[0]
  const buttons = (order: OrderItem) => (
    <span class="flex justify-end gap-1">
      <Button
        size="xs"
        kind={order === current ? 'primary' : 'default'}
        busy={move.busyId === order.id}
        aria-label={`${order.number} ${t('orders.move.approve')}`}
        onClick={() => void move.approve(order)}
      >
        {t('orders.move.approve')}
      </Button>
      <Button
        size="xs"
        aria-label={`${order.number} ${t('orders.move.reject')}`}
        onClick={() => setRefusing(order)}
      >
        {t('orders.move.reject')}
      </Button>
    </span>
  )
  const columns: Column<OrderItem>[] = [
    { id: 'wait', head: t('orders.wait'), cell: (row) => <Wait since={row.placedAt} now={now} /> },
    {
      id: 'number',
      head: t('orders.number'),
      cell: (row) => <span class="n med">{row.number}</span>,
    },
    { id: 'shop', head: t('orders.shop'), cell: (row) => <ShopName order={row} tier="hq" /> },
    { id: 'plan', head: t('orders.plan'), priority: 2, cell: (row) => <Plan order={row} /> },
    {
      id: 'join',
      head: t('orders.join'),
      priority: 3,
      // English words are wider; what is decided with stands in the row rather than what can be opened.
      class: currentLang() === 'en' ? 'max-[1599px]:hidden' : '',
      cell: (row) => <JoinAndContract order={row} />,
    },
    {
      id: 'amount',
      head: t('orders.amount_hq'),
      align: 'num',
      cell: (row) => <Money won={row.amounts.totalWon} strong />,
    },
    ...(mayApprove
      ? [{ id: 'do', head: <span class="vh">{t('orders.todo')}</span>, cell: buttons }]
      : []),
  ]
  return (
    <Section
      title={t('dashboard.queue')}
      meta={digits(count)}
      actions={
        <>
          {mayApprove && <Keys />}
          <a class="btn link sm" href="/orders/approval">
            {t('dashboard.view_all')}
          </a>
        </>
      }
    >
      {move.error !== undefined && !refusing && (
        <div class="pb-2">
          <ErrorNote error={move.error} />
        </div>
      )}
      <div class="frame">
        <div class="scroller dense">
          <Table<OrderItem>
            caption={t('dashboard.queue_caption')}
            columns={columns}
            rows={orders}
            keyOf={(row) => row.id}
            nameOf={(row) => row.number}
            current={current?.id}
            onCursor={(row) => setCursor(row.id)}
            onOpen={(row) => location.assign(`/orders?status=pending&order=${row.id}`)}
            keys={
              mayApprove
                ? { KeyA: (row) => void move.approve(row), KeyR: (row) => setRefusing(row) }
                : {}
            }
            card={(row) => <OrderCard order={row} tier="hq" />}
            cardFoot={(row) => mayApprove && <div class="card-foot">{buttons(row)}</div>}
            empty={
              <Empty
                icon="clipboard-check"
                title={t('dashboard.queue_empty')}
                text={t('dashboard.queue_empty_text')}
              />
            }
          />
        </div>
      </div>
      {refusing && (
        <MoveDialog
          action="reject"
          order={refusing}
          move={move}
          onClose={() => {
            setRefusing(undefined)
            move.clear()
          }}
        />
      )}
    </Section>
  )
}

/** What the letters do, for those who see them; each button says it for the others. */
const Keys = () => (
  <span class="subtle flex items-center gap-1.5 text-t12 max-lg:hidden" aria-hidden="true">
    <kbd class="kbd">A</kbd> {t('orders.move.approve')} <kbd class="kbd">R</kbd>{' '}
    {t('orders.move.reject')} <kbd class="kbd">J</kbd>
    <kbd class="kbd">K</kbd> {t('orders.move_keys')}
  </span>
)

import { useState } from 'preact/hooks'
import type { OrderItem } from '#api/orders/contract.ts'
import { digits } from '../../lib/format.ts'
import { currentLang, t, withWords } from '../../lib/i18n/t.ts'
import { may } from '../../lib/session.ts'
import { useNow } from '../../lib/use-now.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty, ErrorNote } from '../../ui/Empty.tsx'
import { later } from '../../ui/later.tsx'
import { Section } from '../../ui/Page.tsx'
import { Table } from '../../ui/Table.tsx'
import type { Column } from '../../ui/table-types.ts'
import type { Props as Question } from '../orders/MoveDialog.tsx'
import { OrderCard } from '../orders/OrderCard.tsx'
import { orderColumn } from '../orders/order-fields.tsx'
import { useMove } from '../orders/use-move.ts'
import { Wait } from '../orders/Wait.tsx'

type Props = { orders: readonly OrderItem[]; count: number }

const MoveDialog = later<Question>(() =>
  withWords(['moves'], import('../orders/MoveDialog.tsx')).then((file) => file.MoveDialog),
)

/** The first orders of the approval queue: A and R decide on the focused row. */
export function QueueTable({ orders, count }: Props) {
  const now = useNow()
  const [cursor, setCursor] = useState<string | undefined>(undefined)
  const [refusing, setRefusing] = useState<OrderItem | undefined>(undefined)
  const move = useMove({ onMoved: () => setRefusing(undefined) })
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
    orderColumn('number', 'hq'),
    orderColumn('shop', 'hq'),
    orderColumn('plan', 'hq'),
    {
      ...orderColumn('join', 'hq'),
      // English words are wider; the row keeps its buttons rather than this column.
      class: currentLang() === 'en' ? 'max-[1599px]:hidden' : '',
    },
    orderColumn('amount', 'hq'),
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
                ? { approve: (row) => void move.approve(row), reject: (row) => setRefusing(row) }
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

/** The keys in sight; each button states its own key for screen readers. */
const Keys = () => (
  <span class="subtle flex items-center gap-1.5 text-t12 max-lg:hidden" aria-hidden="true">
    <kbd class="kbd">A</kbd> {t('orders.move.approve')} <kbd class="kbd">R</kbd>{' '}
    {t('orders.move.reject')} <kbd class="kbd">J</kbd>
    <kbd class="kbd">K</kbd> {t('orders.move_keys')}
  </span>
)

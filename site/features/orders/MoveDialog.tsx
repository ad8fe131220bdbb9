import type { OrderAction, OrderDetail } from '#api/orders/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { useIdempotencyKey } from '../../lib/keys.ts'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { CompleteDialog } from './CompleteDialog.tsx'
import { ShipDialog } from './ShipDialog.tsx'
import type { Move } from './use-move.ts'

/** What a rejection needs of an order; rows of a list have it too. */
export type Named = Pick<OrderDetail, 'id' | 'number' | 'version'>

const REJECT = ['1', '2', '3', '4', '5'] as const
const CANCEL = ['1', '2', '3', '4'] as const

type Props = { move: Move; onClose: () => void } & (
  | { action: 'reject'; order: Named }
  | { action: Exclude<OrderAction, 'approve' | 'reject'>; order: OrderDetail }
)

/** The question before a move. Its idempotency key is made as it opens, so a repeat does nothing twice. */
export function MoveDialog(props: Props) {
  const { move, onClose } = props
  const { key } = useIdempotencyKey()
  const state = { busy: move.busy, error: move.error, onClose }
  const help = t('orders.reason_help')
  switch (props.action) {
    case 'reject':
      return (
        <ReasonDialog
          {...state}
          help={help}
          title={t('orders.reject_title', { number: props.order.number })}
          text={t('orders.reject_text')}
          verb={t('orders.move.reject')}
          presets={REJECT.map((n) => `orders.reject_preset.${n}` as const)}
          onReason={(reason) => void move.reject(props.order, reason, key)}
        />
      )
    case 'cancel':
      return (
        <ReasonDialog
          {...state}
          help={help}
          title={t('orders.cancel_title', { number: props.order.number })}
          text={t('orders.cancel_text')}
          verb={t('orders.move.cancel')}
          presets={CANCEL.map((n) => `orders.cancel_preset.${n}` as const)}
          onReason={(reason) => void move.cancel(props.order, reason, key)}
        />
      )
    case 'ship':
      return (
        <ShipDialog
          {...state}
          order={props.order}
          onShip={(how) => void move.ship(props.order, how)}
        />
      )
    case 'complete':
      return (
        <CompleteDialog
          {...state}
          order={props.order}
          onComplete={(activation) => void move.complete(props.order, activation, key)}
        />
      )
  }
}

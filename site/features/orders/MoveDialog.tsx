import type { OrderAction, OrderDetail } from '#api/orders/contract.ts'
import { t, withWords } from '../../lib/i18n/t.ts'
import { useIdempotencyKey } from '../../lib/keys.ts'
import { later } from '../../ui/later.tsx'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import type { Move } from './use-move.ts'

// Their fields, with the rules of numbers and days, are loaded with the dialog that needs them.
const CompleteDialog = later(() =>
  import('./CompleteDialog.tsx').then((file) => file.CompleteDialog),
)
const ShipDialog = later(() =>
  withWords(['couriers'], import('./ShipDialog.tsx')).then((file) => file.ShipDialog),
)

/** The part of an order that a rejection needs; rows of a list have it too. */
export type Named = Pick<OrderDetail, 'id' | 'number' | 'version'>

const REJECT = ['1', '2', '3', '4', '5'] as const
const CANCEL = ['1', '2', '3', '4'] as const

export type Props = { move: Move; onClose: () => void } & (
  | { action: 'reject'; order: Named }
  | { action: Exclude<OrderAction, 'approve' | 'reject'>; order: OrderDetail }
)

/** The dialog before a move. Its idempotency key is made when it opens, so that a repeat has no second effect. */
export function MoveDialog(props: Props) {
  const { move, onClose } = props
  const { key } = useIdempotencyKey()
  const state = { busy: move.busy, error: move.error, onClose }
  const help = t('moves.reason_help')
  switch (props.action) {
    case 'reject':
      return (
        <ReasonDialog
          {...state}
          help={help}
          title={t('moves.reject_title', { number: props.order.number })}
          text={t('moves.reject_text')}
          verb={t('orders.move.reject')}
          presets={REJECT.map((n) => `moves.reject_preset.${n}` as const)}
          onReason={(reason) => void move.reject(props.order, reason, key)}
        />
      )
    case 'cancel':
      return (
        <ReasonDialog
          {...state}
          help={help}
          title={t('moves.cancel_title', { number: props.order.number })}
          text={t('moves.cancel_text')}
          verb={t('orders.move.cancel')}
          presets={CANCEL.map((n) => `moves.cancel_preset.${n}` as const)}
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

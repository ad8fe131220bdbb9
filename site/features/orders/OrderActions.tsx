import { useEffect, useMemo, useState } from 'preact/hooks'
import type { OrderAction, OrderDetail } from '#api/orders/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { Button } from '../../ui/Button.tsx'
import { MoveDialog } from './MoveDialog.tsx'
import { MoveProblem } from './MoveProblem.tsx'
import { useMove } from './use-move.ts'

type Props = {
  order: OrderDetail
  /** The order as it is after the move. */
  onMoved: (order: OrderDetail, action: OrderAction) => void
  /** Somebody else was first. */
  onConflict: () => void
}

/** What leads on stands last and is the one primary button; what ends the order comes before it. */
const ORDER: readonly OrderAction[] = ['cancel', 'reject', 'approve', 'ship', 'complete']
const LOOK = {
  approve: { kind: 'primary', shortcut: 'A' },
  reject: { kind: 'danger', shortcut: 'R' },
  ship: { kind: 'primary' },
  complete: { kind: 'primary' },
  cancel: { kind: 'danger' },
} as const

/** The moves that the server offers this viewer for this order. */
export function OrderActions({ order, onMoved, onConflict }: Props) {
  const [asking, setAsking] = useState<Exclude<OrderAction, 'approve'> | undefined>(undefined)
  const move = useMove({
    // The question is about an order that is no longer so; what happened is said beside the record.
    onConflict: () => {
      setAsking(undefined)
      onConflict()
    },
    onMoved: (moved, action) => {
      setAsking(undefined)
      onMoved(moved, action)
    },
  })
  const begin = (action: OrderAction) => {
    if (action !== 'approve') setAsking(action)
    else void move.approve(order)
  }
  // The order as loaded again no longer offers this: the question falls, what happened is said below.
  const offered = asking === undefined || order.actions.includes(asking)
  useEffect(() => {
    if (!offered) setAsking(undefined)
  }, [offered])
  const main = ORDER.findLast((action) => order.actions.includes(action))
  const keys = useMemo(() => {
    const can = (action: OrderAction) => order.actions.includes(action)
    return {
      KeyA: (event: KeyboardEvent) => isHere(event) && can('approve') && begin('approve'),
      KeyR: (event: KeyboardEvent) => isHere(event) && can('reject') && begin('reject'),
      'ctrl+Enter': () => main && !document.querySelector('dialog[open]') && begin(main),
    }
  }, [order, move.busy])
  useShortcuts(keys)
  return (
    <>
      {move.error !== undefined && !asking && (
        <div class="basis-full">
          <MoveProblem error={move.error} order={order} />
        </div>
      )}
      {ORDER.filter((action) => order.actions.includes(action)).map((action) => (
        <Button
          key={action}
          {...LOOK[action]}
          busy={action === 'approve' && move.busy}
          onClick={() => begin(action)}
        >
          {t(`orders.move.${action}`)}
        </Button>
      ))}
      {asking && (
        <MoveDialog
          key={asking}
          action={asking}
          order={order}
          move={move}
          onClose={() => {
            setAsking(undefined)
            move.clear()
          }}
        />
      )}
    </>
  )
}

/** Single letters act only while the focus is in the list or its record (WCAG 2.1.4). */
const isHere = ({ target }: KeyboardEvent) =>
  target instanceof Element && target.closest('.with-drawer') !== null

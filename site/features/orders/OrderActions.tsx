import { useEffect, useMemo, useState } from 'preact/hooks'
import type { OrderAction, OrderDetail } from '#api/orders/contract.ts'
import { t, withWords } from '../../lib/i18n/t.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { Button } from '../../ui/Button.tsx'
import { later } from '../../ui/later.tsx'
import type { Props as Question } from './MoveDialog.tsx'
import { MoveProblem } from './MoveProblem.tsx'
import { useMove } from './use-move.ts'

// Loaded later: most orders are only read, and most moves are approvals, which need no dialog.
const MoveDialog = later<Question>(() =>
  withWords(['moves'], import('./MoveDialog.tsx')).then((file) => file.MoveDialog),
)

type Props = {
  order: OrderDetail
  /** Called with the order after the move. */
  onMoved: (order: OrderDetail, action: OrderAction) => void
}

/** Actions in the order of their buttons: those that end the order first, the primary one last. */
const ORDER: readonly OrderAction[] = ['cancel', 'reject', 'approve', 'ship', 'complete']
const LOOK = {
  approve: { kind: 'primary', shortcut: 'A' },
  reject: { kind: 'danger', shortcut: 'R' },
  ship: { kind: 'primary' },
  complete: { kind: 'primary' },
  cancel: { kind: 'danger' },
} as const

/** The moves that the server offers this viewer for this order. */
export function OrderActions({ order, onMoved }: Props) {
  const [asking, setAsking] = useState<Exclude<OrderAction, 'approve'> | undefined>(undefined)
  const move = useMove({
    // The dialog asks about a state that has passed; the outcome is shown beside the record.
    onConflict: () => setAsking(undefined),
    onMoved: (moved, action) => {
      setAsking(undefined)
      onMoved(moved, action)
    },
  })
  const begin = (action: OrderAction) => {
    if (action !== 'approve') setAsking(action)
    else void move.approve(order)
  }
  // The reloaded order no longer offers this action: the dialog closes, the outcome is shown below.
  const offered = asking === undefined || order.actions.includes(asking)
  useEffect(() => {
    if (!offered) setAsking(undefined)
  }, [offered])
  const main = ORDER.findLast((action) => order.actions.includes(action))
  const keys = useMemo(() => {
    const can = (action: OrderAction) => order.actions.includes(action)
    return {
      approve: (event: KeyboardEvent) => isHere(event) && can('approve') && begin('approve'),
      reject: (event: KeyboardEvent) => isHere(event) && can('reject') && begin('reject'),
      nextStep: () => main && !document.querySelector('dialog[open]') && begin(main),
    }
  }, [order, move.busy])
  useShortcuts(keys)
  return (
    <>
      {move.error !== undefined && !asking && (
        <div class="basis-full">
          <MoveProblem error={move.error} />
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

/** Single-letter keys work only while the focus is in the list or its record (WCAG 2.1.4). */
const isHere = ({ target }: KeyboardEvent) =>
  target instanceof Element && target.closest('.with-drawer') !== null

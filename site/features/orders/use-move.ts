import type { OrderAction, OrderDetail } from '#api/orders/contract.ts'
import { useAction } from '../../lib/action.ts'
import { wasFirst } from '../../lib/conflict.ts'
import { t } from '../../lib/i18n/t.ts'
import { toast } from '../../ui/toasts.ts'
import { approve, cancel, complete, reject, ship } from './moves.ts'

type Numbered = { id: string; version: number; number: string }
type Outcome = {
  onMoved: (order: OrderDetail, action: OrderAction) => void
  /** Called when somebody else was first; the order is reloaded. */
  onConflict?: () => void
}

export type Move = ReturnType<typeof useMove>

/** One move at a time. Nothing is shown as done before the server confirms it; a failure stays on screen. */
export function useMove({ onMoved, onConflict }: Outcome) {
  const moving = useAction(
    async (order: Numbered, action: OrderAction, act: () => Promise<OrderDetail>) => {
      const moved = await act()
      toast(t(`orders.done.${action}`, { number: order.number }))
      onMoved(moved, action)
    },
    (failure) => wasFirst(failure) && onConflict?.(),
  )
  const by =
    <Rest extends unknown[]>(
      action: OrderAction,
      act: (order: Numbered, ...rest: Rest) => Promise<OrderDetail>,
    ) =>
    (order: Numbered, ...rest: Rest) =>
      moving.run(order, action, () => act(order, ...rest))

  return {
    busy: moving.busy,
    busyId: moving.running?.[0].id,
    error: moving.error,
    clear: moving.clear,
    approve: by('approve', approve),
    reject: by('reject', reject),
    cancel: by('cancel', cancel),
    ship: by('ship', ship),
    complete: by('complete', complete),
  }
}

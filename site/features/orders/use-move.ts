import { useState } from 'preact/hooks'
import type { OrderAction, OrderDetail } from '#api/orders/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { toast } from '../../ui/toasts.ts'
import { approve, cancel, complete, isConflict, reject, ship } from './moves.ts'

type Numbered = { id: string; version: number; number: string }
type Outcome = {
  onMoved: (order: OrderDetail, action: OrderAction) => void
  onConflict: () => void
}

export type Move = ReturnType<typeof useMove>

/** One move at a time: nothing is shown as done before the server says so, failures stay beside it. */
export function useMove({ onMoved, onConflict }: Outcome) {
  const [busyId, setBusyId] = useState<string | undefined>(undefined)
  const [error, setError] = useState<unknown>(undefined)

  const run =
    <Rest extends unknown[]>(
      action: OrderAction,
      act: (order: Numbered, ...rest: Rest) => Promise<OrderDetail>,
    ) =>
    async (order: Numbered, ...rest: Rest) => {
      if (busyId !== undefined) return
      setBusyId(order.id)
      setError(undefined)
      try {
        const moved = await act(order, ...rest)
        toast(t(`orders.done.${action}`, { number: order.number }))
        onMoved(moved, action)
      } catch (failure) {
        setError(failure)
        if (isConflict(failure)) onConflict()
      } finally {
        setBusyId(undefined)
      }
    }

  return {
    busy: busyId !== undefined,
    busyId,
    error,
    clear: () => setError(undefined),
    approve: run('approve', approve),
    reject: run('reject', reject),
    cancel: run('cancel', cancel),
    ship: run('ship', ship),
    complete: run('complete', complete),
  }
}

import type { OrderDetail } from '#api/orders/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { timeOf } from '../../lib/when.ts'
import { ErrorNote } from '../../ui/Empty.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { isConflict } from './moves.ts'

/** Why a move did not happen; after a conflict, who was first, from the order as loaded again. */
export function MoveProblem({ error, order }: { error: unknown; order: OrderDetail }) {
  if (!isConflict(error)) return <ErrorNote error={error} />
  const last = order.history.at(-1)
  return (
    <p class="help warn" role="alert">
      <Icon name="refresh-cw" size={14} />
      <span>
        {last
          ? t('orders.conflict', {
              company: last.byCompany,
              at: timeOf(last.at),
              state: t(`states.order.${last.to}`),
            })
          : t('orders.conflict_plain')}
      </span>
    </p>
  )
}

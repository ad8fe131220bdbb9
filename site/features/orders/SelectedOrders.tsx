import { useRef } from 'preact/hooks'
import { may } from '../../lib/session.ts'
import { later } from '../../ui/later.tsx'
import type { Props } from './BulkApprove.tsx'

const BulkApprove = later<Props>(() => import('./BulkApprove.tsx').then((file) => file.BulkApprove))

/**
 * The bar of actions on selected orders. It appears with the first selection and stays when nothing is selected
 * any more, since it shows the outcomes.
 */
export function SelectedOrders(props: Props) {
  const wasUsed = useRef(false)
  wasUsed.current ||= props.selection.ids.size > 0
  return wasUsed.current && may('order.approve') ? <BulkApprove {...props} /> : null
}

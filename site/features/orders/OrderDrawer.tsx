import type { ComponentChildren } from 'preact'
import type { OrderAction, OrderDetail } from '#api/orders/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { useAnswer } from '../../lib/resource.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { OrderActions } from './OrderActions.tsx'
import { OrderRecord } from './OrderRecord.tsx'
import { useWide } from './use-wide.ts'

export type Props = {
  id: string
  /** The number, which the list knows before the record has loaded. */
  number: string | undefined
  onClose: () => void
  onMoved: (order: OrderDetail, action: OrderAction) => void
  /** The left part of the foot: the way to the next order. */
  hint?: ComponentChildren
  /** More buttons in the foot. */
  tools?: ComponentChildren
}

/** One order beside its list; it follows live changes. */
export function OrderDrawer({ id, number, onClose, onMoved, hint, tools }: Props) {
  const order = useAnswer(addressOf('/orders/:id', { param: { id } }))
  const { data } = order
  const failed = order.state === 'failed'
  const wide = useWide()
  // Without buttons the foot would only take room from the record.
  const hasFoot = data && (data.actions.length > 0 || tools || wide)
  const shown = data?.number ?? number
  const absent = order.error instanceof ApiProblem && order.error.status === 404
  return (
    <Drawer
      title={shown ?? t('orders.title')}
      tools={shown && <CopyButton text={shown} label={t('orders.copy_number')} />}
      onClose={onClose}
      foot={
        hasFoot && (
          <>
            {hint}
            <span class="ml-auto flex flex-wrap justify-end gap-2">
              {tools}
              <OrderActions
                key={id}
                order={data}
                onMoved={(moved, action) => {
                  order.replace(moved)
                  onMoved(moved, action)
                }}
              />
            </span>
          </>
        )
      }
    >
      {!data && !failed && <SkeletonLines lines={12} />}
      {failed &&
        (absent ? (
          <Empty title={t('orders.not_found')}>
            <Button size="sm" onClick={onClose}>
              {t('orders.back_to_list')}
            </Button>
          </Empty>
        ) : (
          <ErrorState
            what={t('orders.record', { number: shown ?? '' })}
            error={order.error}
            onRetry={order.reload}
          />
        ))}
      {data && <OrderRecord order={data} />}
    </Drawer>
  )
}

import { useState } from 'preact/hooks'
import type { OrderDetail, RevealedField } from '#api/orders/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { RevealDialog } from './RevealDialog.tsx'
import { useReveal } from './use-reveal.ts'

export type RevealedProps = {
  order: OrderDetail
  field: RevealedField['field']
  /** The name of the field. */
  name: string
  /** The masked value. */
  masked: string
}

/** A masked answer with a button that reveals it, for a reason and for a minute. */
export function Revealed({ order, field, name, masked }: RevealedProps) {
  const { value, secondsLeft, look, forget } = useReveal(order.id, field)
  const [isAsking, setAsking] = useState(false)
  const close = () => {
    setAsking(false)
    look.clear()
  }
  const isShown = value !== undefined
  return (
    <span class="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      {/* Announced once per change; the seconds beside it are not read out. */}
      <span class={isShown ? 'n med' : 'n'} aria-live="polite">
        {value ?? masked}
      </span>
      <Button
        kind="link"
        size="xs"
        aria-label={t(isShown ? 'orders.reveal_hide_of' : 'orders.reveal_of', { field: name })}
        onClick={() => (isShown ? forget() : setAsking(true))}
      >
        {t(isShown ? 'orders.reveal_hide' : 'orders.reveal')}
      </Button>
      {isShown && (
        <span class="subtle n text-t12" role="timer" aria-live="off">
          {t('orders.reveal_left', { n: secondsLeft ?? 0 })}
        </span>
      )}
      {isAsking && (
        <RevealDialog
          number={order.number}
          name={name}
          look={look}
          onReason={async (reason) => {
            // Undefined after a failure, which the dialog shows.
            if ((await look.run(reason)) !== undefined) setAsking(false)
          }}
          onClose={close}
        />
      )}
    </span>
  )
}

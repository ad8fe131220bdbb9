import { useState } from 'preact/hooks'
import type { OrderDetail } from '#api/orders/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { dateOf } from '../../lib/when.ts'
import { DateField } from '../../ui/DateField.tsx'
import { MaskedInput } from '../../ui/MaskedInput.tsx'
import { Confirm } from '../../ui/Modal.tsx'
import type { Activation } from './moves.ts'

type Props = {
  order: OrderDetail
  busy: boolean
  error: unknown
  onComplete: (activation: Activation) => void
  onClose: () => void
}

/** When the line became active and under which number; a ported or kept number is filled in. */
export function CompleteDialog({ order, busy, error, onComplete, onClose }: Props) {
  const today = dateOf(new Date())
  const [day, setDay] = useState(today)
  const [number, setNumber] = useState(() => keptNumber(order))
  const [asked, setAsked] = useState(false)
  const isNumber = /^0\d{8,10}$/.test(number)
  const isFuture =
    day > today ||
    (error instanceof ApiProblem && error.fields.some(({ path }) => path === 'activatedOn'))
  const send = () => {
    setAsked(true)
    if (isNumber && day && day <= today) onComplete({ activatedOn: day, activatedNumber: number })
  }
  return (
    <Confirm
      title={t('orders.complete_title', { number: order.number })}
      text={t('orders.complete_text')}
      verb={t('orders.move.complete')}
      busy={busy}
      error={error}
      onConfirm={send}
      onClose={onClose}
    >
      <DateField
        label={t('orders.activated_on')}
        value={day}
        max={today}
        onValue={setDay}
        error={
          isFuture
            ? t('orders.future_day')
            : asked && !day
              ? t('ui.field_required_plain')
              : undefined
        }
      />
      <MaskedInput
        label={t('orders.activated_number')}
        mask="phone"
        value={number}
        onValue={setNumber}
        error={asked && !isNumber ? t('orders.activated_help') : undefined}
      />
    </Confirm>
  )
}

/** Masked numbers have stars in them and are nobody's to fill in. */
function keptNumber({ joinType, customer }: OrderDetail): string {
  const digits = customer.phone.replace(/-/g, '')
  return joinType !== 'new' && /^0\d{8,10}$/.test(digits) ? digits : ''
}

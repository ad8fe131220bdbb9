import { useState } from 'preact/hooks'
import type { OrderDetail } from '#api/orders/contract.ts'
import { isPhone } from '#api/phone.ts'
import { t } from '../../lib/i18n/t.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { today as serverDay } from '../../lib/server-clock.ts'
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

/** Asks for the day and the number of the activation; a ported or kept number is filled in. */
export function CompleteDialog({ order, busy, error, onComplete, onClose }: Props) {
  const today = serverDay()
  const [day, setDay] = useState(today)
  const [number, setNumber] = useState(() => keptNumber(order))
  const [asked, setAsked] = useState(false)
  const isNumber = isPhone(number)
  const isFuture =
    day > today ||
    (error instanceof ApiProblem && error.fields.some(({ path }) => path === 'activatedOn'))
  const send = () => {
    setAsked(true)
    if (isNumber && day && day <= today) onComplete({ activatedOn: day, activatedNumber: number })
  }
  return (
    <Confirm
      title={t('moves.complete_title', { number: order.number })}
      text={t('moves.complete_text')}
      verb={t('orders.move.complete')}
      busy={busy}
      error={error}
      onConfirm={send}
      onClose={onClose}
    >
      <DateField
        label={t('moves.activated_on')}
        value={day}
        max={today}
        onValue={setDay}
        error={
          isFuture
            ? t('errors.field.future')
            : asked && !day
              ? t('errors.field.required', { name: t('moves.activated_on') })
              : undefined
        }
      />
      <MaskedInput
        label={t('moves.activated_number')}
        mask="phone"
        value={number}
        onValue={setNumber}
        error={asked && !isNumber ? t('moves.activated_help') : undefined}
      />
    </Confirm>
  )
}

/** A masked number contains stars and cannot be filled in. */
function keptNumber({ joinType, customer }: OrderDetail): string {
  const digits = customer.phone.replace(/-/g, '')
  return joinType !== 'new' && isPhone(digits) ? digits : ''
}

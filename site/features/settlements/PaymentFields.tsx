import type { PayLines } from '#api/settlements/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { today } from '../../lib/server-clock.ts'
import { DateField } from '../../ui/DateField.tsx'
import { Input } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'

const REFERENCE_MAX = 100
const METHODS = ['transfer', 'offset', 'cash'] as const

export type Payment = Pick<PayLines, 'paidOn' | 'method' | 'reference'>
type Problems = Partial<Record<'paidOn' | 'reference', string>>

export function paymentProblems({ paidOn, method, reference }: Payment): Problems {
  const problems: Problems = {}
  if (!paidOn) problems.paidOn = t('errors.field.required', { name: t('settlements.paid_on') })
  else if (paidOn > today()) problems.paidOn = t('settlements.future_day')
  if (!reference.trim())
    problems.reference = t('errors.field.required', { name: t(`settlements.reference.${method}`) })
  return problems
}

/** When, how and under which reference a payment was made outside Maru. */
export function PaymentFields({
  payment,
  count,
  problems,
  onChange,
}: {
  payment: Payment
  count: number
  problems: Problems
  onChange: (change: Partial<Payment>) => void
}) {
  return (
    <>
      <div class="grid grid-cols-2 gap-2.5">
        <DateField
          label={t('settlements.paid_on')}
          value={payment.paidOn}
          max={today()}
          error={problems.paidOn}
          onValue={(paidOn) => onChange({ paidOn })}
        />
        <Select
          label={t('settlements.method')}
          value={payment.method}
          options={METHODS.map((value) => ({ value, label: t(`settlements.method.${value}`) }))}
          onValue={(method) => onChange({ method })}
        />
      </div>
      <Input
        label={t(`settlements.reference.${payment.method}`)}
        placeholder={t(`settlements.reference_hint.${payment.method}`)}
        help={
          count > 1
            ? t('settlements.reference_help_all', { count })
            : t('settlements.reference_help')
        }
        error={problems.reference}
        maxLength={REFERENCE_MAX}
        autocomplete="off"
        value={payment.reference}
        onInput={({ currentTarget }) => onChange({ reference: currentTarget.value })}
      />
    </>
  )
}

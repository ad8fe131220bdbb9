import type { PayLines } from '#api/settlements/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { dateOf } from '../../lib/when.ts'
import { DateField } from '../../ui/DateField.tsx'
import { Input } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'

const REFERENCE_MAX = 100
const METHODS = ['transfer', 'offset', 'cash'] as const

export type Payment = Pick<PayLines, 'paidOn' | 'method' | 'reference'>
type Problems = Partial<Record<'paidOn' | 'reference', string>>

export function paymentProblems({ paidOn, reference }: Payment): Problems {
  const problems: Problems = {}
  if (!paidOn) problems.paidOn = t('ui.field_required', { name: t('settlements.paid_on') })
  else if (paidOn > dateOf(new Date())) problems.paidOn = t('settlements.future_day')
  if (!reference.trim())
    problems.reference = t('ui.field_required', { name: t('settlements.reference') })
  return problems
}

/** When, how and under which number it was paid outside. */
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
          max={dateOf(new Date())}
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
        label={t('settlements.reference')}
        placeholder={t('settlements.reference_hint')}
        help={t('settlements.reference_help', { count })}
        error={problems.reference}
        maxLength={REFERENCE_MAX}
        autocomplete="off"
        value={payment.reference}
        onInput={({ currentTarget }) => onChange({ reference: currentTarget.value })}
      />
    </>
  )
}

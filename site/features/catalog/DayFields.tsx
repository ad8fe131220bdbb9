import { t } from '../../lib/i18n/t.ts'
import { DateField } from '../../ui/DateField.tsx'

type Days = { validFrom: string; validUntil: string }

/** The first and the last day on which something is sold. */
export function DayFields({
  value,
  onValue,
  error,
}: {
  value: Days
  onValue: (days: Days) => void
  error: string | undefined
}) {
  return (
    <div class="catalog-pair">
      <DateField
        label={t('reference.valid_from')}
        optional
        help={t('reference.valid_empty')}
        value={value.validFrom}
        onValue={(validFrom) => onValue({ ...value, validFrom })}
      />
      <DateField
        label={t('reference.valid_until')}
        optional
        error={error}
        value={value.validUntil}
        onValue={(validUntil) => onValue({ ...value, validUntil })}
      />
    </div>
  )
}

import { t } from '../../lib/i18n/t.ts'
import { today } from '../../lib/server-clock.ts'
import { addDays } from '../../lib/when.ts'
import { DateField } from '../../ui/DateField.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { beginOf } from './catalog-words.ts'

export type When = { from: 'now' | 'day'; day: string }

/** A change begins tomorrow unless somebody says otherwise: the day's orders keep one fee. */
export const tomorrow = (): When => ({ from: 'day', day: addDays(today(), 1) })

export const whenProblem = ({ from, day }: When): string | undefined =>
  from === 'day' && day <= today() ? t('reference.when_past') : undefined

/** As the API takes it: null is now. */
export const effectiveFrom = ({ from, day }: When): string | null =>
  from === 'now' ? null : beginOf(day)

/** 언제부터 바꿀까요: now, or from the beginning of a day in Korea. */
export function WhenChoice({
  value,
  onValue,
  error,
}: {
  value: When
  onValue: (when: When) => void
  error: string | undefined
}) {
  return (
    <div class="catalog-when">
      <span class="label">{t('reference.when')}</span>
      <Segmented
        label={t('reference.when')}
        options={[
          { value: 'now', label: t('reference.when_now') },
          { value: 'day', label: t('reference.when_day') },
        ]}
        value={value.from}
        onValue={(from) => onValue({ ...value, from })}
      />
      {value.from === 'now' ? (
        <p class="help">{t('reference.when_now_note')}</p>
      ) : (
        <DateField
          label={t('reference.when_date')}
          help={t('reference.when_day_note')}
          error={error}
          value={value.day}
          onValue={(day) => onValue({ ...value, day })}
        />
      )}
    </div>
  )
}

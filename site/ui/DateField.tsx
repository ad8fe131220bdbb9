import { t } from '../lib/i18n/t.ts'
import { today } from '../lib/server-clock.ts'
import { parseDay, presets } from '../lib/when.ts'
import { Field, type FieldProps, pick } from './Field.tsx'
import { Icon } from './Icon.tsx'
import { type Period, periodProblem } from './period.ts'
import { useRaw } from './raw.ts'

type DateProps = FieldProps & {
  /** `2026-11-20` or empty; also empty while the field holds other text. */
  value: string
  onValue: (day: string) => void
  min?: string
  max?: string
  name?: string
  /** Reports a day only on blur or Enter, so that a list does not reload at every key. */
  isCondition?: boolean
}

/**
 * A day: typing `1120`, `26.11.20` or `20261120` is enough; the calendar button opens the browser's own
 * picker. Other text stays as typed and keeps the form from being sent.
 */
export function DateField(props: DateProps) {
  const { label, help, error, optional, value, onValue, min, max, name, isCondition } = props
  const [raw, setRaw] = useRaw<{ text: string; day: string }>(value)
  const isUnread = raw !== undefined && raw.text.trim() !== '' && raw.day === ''

  const type = (text: string) => {
    const day = parseDay(text, today()) ?? ''
    setRaw({ text, day })
    if (!isCondition) onValue(day)
  }
  const settle = () => {
    if (!raw || isUnread) return
    setRaw(undefined)
    if (raw.day !== value) onValue(raw.day)
  }
  const unread = isUnread ? t('ui.date_format') : undefined
  return (
    <Field {...pick({ label, help, error, unread, optional })}>
      {(control, hasError) => (
        <div class={`in${hasError ? ' error' : ''}`}>
          <input
            {...control}
            name={name}
            class="n"
            inputMode="numeric"
            autocomplete="off"
            placeholder="2026-11-20"
            value={raw?.text ?? value}
            onInput={({ currentTarget }) => type(currentTarget.value)}
            onBlur={settle}
            onKeyDown={({ key }) => key === 'Enter' && settle()}
          />
          <span class="relative flex">
            <Icon name="calendar" />
            <input
              type="date"
              class="absolute inset-0 w-4 cursor-pointer opacity-0"
              tabIndex={-1}
              aria-hidden="true"
              value={value}
              min={min}
              max={max}
              onClick={({ currentTarget }) => currentTarget.showPicker?.()}
              onChange={({ currentTarget }) => {
                setRaw(undefined)
                onValue(currentTarget.value)
              }}
            />
          </span>
        </div>
      )}
    </Field>
  )
}

/** Two days and the usual presets; both days belong to the period. */
export function PeriodField({
  value,
  onValue,
}: {
  value: Period
  onValue: (period: Period) => void
}) {
  const problem = periodProblem(value)
  const sets = presets(today())
  const names = ['today', 'yesterday', 'this_week', 'this_month', 'last_month', '90_days'] as const
  return (
    <div class="flex flex-col gap-2.5">
      <div class="flex flex-wrap gap-1.5">
        {names.map((name) => (
          <button
            type="button"
            key={name}
            class={`chip${sets[name].from === value.from && sets[name].to === value.to ? ' set' : ''}`}
            onClick={() => onValue(sets[name])}
          >
            {t(`ui.date_${name}`)}
          </button>
        ))}
      </div>
      <div class="grid grid-cols-2 gap-2">
        <DateField
          label={t('ui.date_from')}
          isCondition
          value={value.from}
          onValue={(from) => onValue({ ...value, from })}
        />
        <DateField
          label={t('ui.date_to')}
          isCondition
          value={value.to}
          onValue={(to) => onValue({ ...value, to })}
          error={problem}
        />
      </div>
    </div>
  )
}

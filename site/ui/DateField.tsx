import { useState } from 'preact/hooks'
import { t } from '../lib/i18n/t.ts'
import { addDays, dateOf, parseDay, presets } from '../lib/when.ts'
import { Field, type FieldProps, pick } from './Field.tsx'
import { Icon } from './Icon.tsx'

type DateProps = FieldProps & {
  /** `2026-11-20` or empty. */
  value: string
  onValue: (day: string) => void
  min?: string
  max?: string
  name?: string
}

/** A day: typing `1120` or `20261120` is enough; the calendar button opens the machine's own. */
export function DateField(props: DateProps) {
  const { label, help, error, optional, value, onValue, min, max, name } = props
  const [raw, setRaw] = useState<string | undefined>(undefined)
  const [bad, setBad] = useState(false)
  const settle = () => {
    if (raw === undefined) return
    const day = raw.trim() === '' ? '' : parseDay(raw, dateOf(new Date()))
    setBad(day === undefined)
    if (day === undefined) return
    setRaw(undefined)
    onValue(day)
  }
  return (
    <Field {...pick({ label, help, error: error ?? (bad && t('ui.date_format')), optional })}>
      {(control) => (
        <div class={`in${error || bad ? ' error' : ''}`}>
          <input
            {...control}
            name={name}
            class="n"
            inputMode="numeric"
            autocomplete="off"
            placeholder="2026-11-20"
            value={raw ?? value}
            onInput={({ currentTarget }) => setRaw(currentTarget.value)}
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
                setBad(false)
                onValue(currentTarget.value)
              }}
            />
          </span>
        </div>
      )}
    </Field>
  )
}

export type Period = { from: string; to: string }
const DAYS_MAX = 365

/** Two days and the usual presets; both ends belong to the period. */
export function PeriodField({
  value,
  onValue,
}: {
  value: Period
  onValue: (period: Period) => void
}) {
  const problem = periodProblem(value)
  const sets = presets(dateOf(new Date()))
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
          value={value.from}
          onValue={(from) => onValue({ ...value, from })}
        />
        <DateField
          label={t('ui.date_to')}
          value={value.to}
          onValue={(to) => onValue({ ...value, to })}
          error={problem}
        />
      </div>
    </div>
  )
}

export function periodProblem({ from, to }: Period): string | undefined {
  if (!from || !to) return undefined
  if (to < from) return t('ui.date_range_order')
  if (to > addDays(from, DAYS_MAX)) return t('ui.date_range_max', { days: DAYS_MAX })
  return undefined
}

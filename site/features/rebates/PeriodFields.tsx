import type { Key } from '../../lib/i18n/catalogue.ts'
import { t } from '../../lib/i18n/t.ts'
import { DateField } from '../../ui/DateField.tsx'
import { monthPeriod, type Period } from './allocation.ts'

type Props = {
  period: Period
  today: string
  problem: Key | undefined
  onPeriod: (period: Period) => void
}

/** When the budget can be used; both days belong to it. */
export function PeriodFields({ period, today, problem, onPeriod }: Props) {
  return (
    <fieldset class="flex flex-wrap items-start gap-x-3 gap-y-2">
      <legend class="vh">{t('rebates.period')}</legend>
      <div class="w-40">
        <DateField
          label={t('rebates.start')}
          value={period.start}
          onValue={(start) => onPeriod({ ...period, start })}
        />
      </div>
      <div class="w-40">
        <DateField
          label={t('rebates.end')}
          value={period.end}
          min={today}
          error={problem && t(problem)}
          onValue={(end) => onPeriod({ ...period, end })}
        />
      </div>
      <div class="flex gap-1.5 pt-[25px] max-sm:pt-0">
        {(['this', 'next'] as const).map((which) => {
          const preset = monthPeriod(today, which)
          const on = preset.start === period.start && preset.end === period.end
          return (
            <button
              type="button"
              key={which}
              class={`chip${on ? ' set' : ''}`}
              aria-pressed={on}
              onClick={() => onPeriod(preset)}
            >
              {t(`rebates.${which}_month`)}
            </button>
          )
        })}
      </div>
    </fieldset>
  )
}

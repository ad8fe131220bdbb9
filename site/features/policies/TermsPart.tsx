import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { CountInput } from '../../ui/CountInput.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { MoneyInput } from '../../ui/MoneyInput.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { clawbackOn } from './clawback-on.ts'
import { MarginFields } from './MarginFields.tsx'
import type { Entry } from './matrix/entry.ts'
import { PartSection } from './PartSection.tsx'
import type { PartProps } from './part-props.ts'

const MODES = ['full', 'prorata', 'none'] as const
const EXAMPLE = { day: 100, won: 400_000 }

/** How long a line must stay active, and what is clawed back otherwise; with a worked example. */
export function TermsPart({ draft, onDraft, errorAt }: PartProps) {
  const { terms } = draft
  const set = (change: Partial<typeof terms>) => onDraft({ terms: { ...terms, ...change } })
  const error = errorAt('terms')
  return (
    <PartSection part="terms">
      <div class="grid max-w-[720px] grid-cols-2 gap-3.5 max-sm:grid-cols-1">
        <MoneyInput
          label={t('publishing.sim_label')}
          help={t('publishing.sim_help')}
          value={draft.simAdjustmentWon}
          onValue={(simAdjustmentWon) => onDraft({ simAdjustmentWon })}
        />
        <MoneyInput
          label={t('publishing.flat_label')}
          optional
          help={t('publishing.flat_help')}
          value={draft.flatWon}
          onValue={(flatWon) => onDraft({ flatWon })}
        />
        <MarginFields {...{ draft, onDraft, errorAt }} />
        <div class="field col-span-full">
          <span class="label">{t('publishing.rounding_label')}</span>
          <Segmented
            label={t('publishing.rounding_label')}
            options={(['up', 'down'] as const).map((value) => ({
              value,
              label: t(`publishing.rounding_${value}`),
            }))}
            value={draft.rounding}
            onValue={(rounding) => onDraft({ rounding })}
          />
          <p class="help">{t(`terms.rounding.${draft.rounding}`)}</p>
        </div>
        <CountInput
          label={t('terms.min_months')}
          help={t('publishing.min_months_help')}
          range={t('publishing.min_months_help')}
          most={36}
          value={terms.contractMinMonths}
          onValue={(contractMinMonths) => set({ contractMinMonths })}
        />
        <CountInput
          label={t('terms.keep_days')}
          help={t('publishing.keep_days_help')}
          range={t('publishing.keep_days_help')}
          most={730}
          value={terms.maintenanceDays}
          onValue={(maintenanceDays) => set({ maintenanceDays })}
        />
        <div class="field">
          <span class="label">{t('terms.clawback')}</span>
          <Segmented
            label={t('terms.clawback')}
            options={MODES.map((value) => ({ value, label: t(`terms.clawback.${value}`) }))}
            value={terms.clawbackMode}
            onValue={(clawbackMode) => set({ clawbackMode })}
          />
        </div>
        <MoneyInput
          label={t('terms.penalty')}
          error={error && terms.penaltyWon > 200_000 ? error : undefined}
          value={terms.penaltyWon}
          onValue={(penaltyWon) => set({ penaltyWon: penaltyWon ?? 0 })}
        />
        <p class="note n col-span-full">
          <Icon name="info" size={14} />
          <span>{exampleOf(terms, mostIn(draft.entries))}</span>
        </p>
      </div>
    </PartSection>
  )
}

const mostIn = (entries: readonly Entry[]) =>
  entries.reduce((most, { content }) => Math.max(most, Number(content) || 0), 0)

function exampleOf(terms: PartProps['draft']['terms'], mostWon: number): string {
  if (terms.clawbackMode === 'none') return t('publishing.example_none')
  const { day } = EXAMPLE
  const { won, daysLeft } = clawbackOn(day, mostWon || EXAMPLE.won, terms)
  if (daysLeft === 0) return t('publishing.example_kept', { day })
  return t(`publishing.example_${terms.clawbackMode}`, { day, won: digits(won), left: daysLeft })
}

import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { Input } from '../../ui/Field.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { MoneyInput } from '../../ui/MoneyInput.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { cellsOf } from './draft.ts'
import { clawbackOn } from './matrix-checks.ts'
import { PartSection } from './PartSection.tsx'
import type { PartProps } from './PolicyForm.tsx'

const MODES = ['full', 'prorata', 'none'] as const
const EXAMPLE = { day: 100, won: 400_000 }

/** How long a line has to stay, and what is taken back when it does not; with a worked example. */
export function TermsPart({ draft, onDraft, errorAt }: PartProps) {
  const { terms } = draft
  const set = (change: Partial<typeof terms>) => onDraft({ terms: { ...terms, ...change } })
  const error = errorAt('terms')
  return (
    <PartSection part="terms">
      <div class="grid max-w-[720px] grid-cols-2 gap-3.5 max-sm:grid-cols-1">
        <MoneyInput
          label={t('policies.sim_label')}
          help={t('policies.sim_help')}
          value={draft.simAdjustmentWon}
          onValue={(simAdjustmentWon) => onDraft({ simAdjustmentWon })}
        />
        <MoneyInput
          label={t('policies.flat_label')}
          optional
          help={t('policies.flat_help')}
          value={draft.flatWon}
          onValue={(flatWon) => onDraft({ flatWon })}
        />
        <div class="field col-span-full">
          <span class="label">{t('policies.rounding_label')}</span>
          <Segmented
            label={t('policies.rounding_label')}
            options={(['up', 'down'] as const).map((value) => ({
              value,
              label: t(`policies.rounding_${value}`),
            }))}
            value={draft.rounding}
            onValue={(rounding) => onDraft({ rounding })}
          />
          <p class="help">{t(`policies.rounding.${draft.rounding}`)}</p>
        </div>
        <Input
          label={t('policies.min_months')}
          help={t('policies.min_months_help')}
          error={terms.contractMinMonths > 36 ? t('policies.min_months_help') : undefined}
          class="n"
          inputMode="numeric"
          value={String(terms.contractMinMonths)}
          onInput={({ currentTarget }) => set({ contractMinMonths: wholeOf(currentTarget) })}
        />
        <Input
          label={t('policies.keep_days')}
          help={t('policies.keep_days_help')}
          error={terms.maintenanceDays > 730 ? t('policies.keep_days_help') : undefined}
          class="n"
          inputMode="numeric"
          value={String(terms.maintenanceDays)}
          onInput={({ currentTarget }) => set({ maintenanceDays: wholeOf(currentTarget) })}
        />
        <div class="field">
          <span class="label">{t('policies.clawback')}</span>
          <Segmented
            label={t('policies.clawback')}
            options={MODES.map((value) => ({ value, label: t(`policies.clawback.${value}`) }))}
            value={terms.clawbackMode}
            onValue={(clawbackMode) => set({ clawbackMode })}
          />
        </div>
        <MoneyInput
          label={t('policies.penalty')}
          error={error && terms.penaltyWon > 200_000 ? error : undefined}
          value={terms.penaltyWon}
          onValue={(penaltyWon) => set({ penaltyWon: penaltyWon ?? 0 })}
        />
        <p class="note n col-span-full">
          <Icon name="info" size={14} />
          <span>{exampleOf(terms, Math.max(0, ...cellsOf(draft).map((c) => c.amountWon)))}</span>
        </p>
      </div>
    </PartSection>
  )
}

const wholeOf = (field: HTMLInputElement) => Number(field.value.replace(/\D/g, '').slice(0, 4))

function exampleOf(terms: PartProps['draft']['terms'], mostWon: number): string {
  if (terms.clawbackMode === 'none') return t('policies.example_none')
  const { day } = EXAMPLE
  const { won, daysLeft } = clawbackOn(day, mostWon || EXAMPLE.won, terms)
  if (daysLeft === 0) return t('policies.example_kept', { day })
  return t(`policies.example_${terms.clawbackMode}`, { day, won: digits(won), left: daysLeft })
}

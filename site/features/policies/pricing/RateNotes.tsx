import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { Figures } from '../../../ui/Figures.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { toast } from '../../../ui/toasts.ts'
import { summaryOf } from './places.ts'
import { generalRule } from './RuleBox.tsx'
import type { Rates } from './use-rates.ts'

/** The average margin, the empty cells and what they mean, the unsaved changes. */
export function RateFigures({ rates: { draft, places, changes, rulesChanged } }: { rates: Rates }) {
  const { averageWon, priced, empty } = summaryOf(draft, places)
  return (
    <Figures
      label={t('pricing.title')}
      items={[
        {
          label: t('pricing.average'),
          value: averageWon,
          note: t('pricing.average_note', { count: priced }),
        },
        {
          label: t('pricing.unset'),
          value: empty,
          unit: t('pricing.unit_cells'),
          note:
            generalRule(draft.rules) !== undefined
              ? t('pricing.empty_rule')
              : draft.defaultWon === undefined
                ? t('pricing.empty_passed')
                : t('pricing.empty_default', { won: digits(draft.defaultWon) }),
        },
        {
          label: t('pricing.changed'),
          value: changes.length + rulesChanged,
          unit: t('pricing.unit_cells'),
          note: changes.length + rulesChanged > 0 ? t('pricing.unsaved') : t('pricing.no_changes'),
        },
      ]}
    />
  )
}

/** Another person saved in the meantime: own edits stay, and theirs are not overwritten unseen. */
export function ConflictNote({ rates }: { rates: Rates }) {
  return (
    <div class="note items-center" role="alert">
      <Icon name="info" size={14} />
      <span class="flex-1">{t('pricing.conflict')}</span>
      <Button
        size="sm"
        onClick={() => {
          rates.takeTheirs()
          toast(t('pricing.loaded'))
        }}
      >
        {t('pricing.conflict_load')}
      </Button>
      <Button
        size="sm"
        onClick={() => {
          rates.keepMine()
          toast(t('pricing.kept'))
        }}
      >
        {t('pricing.conflict_keep')}
      </Button>
    </div>
  )
}

import { useState } from 'preact/hooks'
import { stepOf } from '#api/drafts/steps.ts'
import { placeName } from '#api/policies/axes.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { dateTime, timeOf } from '../../../lib/when.ts'
import { Button } from '../../../ui/Button.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import type { Choice, Difference } from './merge.ts'
import type { Conflict } from './saver.ts'

export type Props = {
  conflict: Conflict
  onDecide: (choices: Readonly<Record<string, Choice>>) => Promise<void>
}

/** What two people changed in different ways: both values of each place, and which one stays. */
export function ConflictPanel({ conflict, onDecide }: Props) {
  const { by, at, step, differences } = conflict
  const [choices, setChoices] = useState<Record<string, Choice>>({})
  return (
    <section class="frame mx-(--gutter) mt-3" role="alert" aria-label={t('wizard.conflict_short')}>
      <header class="flex flex-wrap items-center gap-3 border-b border-line-faint bg-head px-3 py-2">
        <b>
          {t('wizard.conflict', { name: by, at: timeOf(at), step: t(`publishing.part_${step}`) })}
        </b>
        <Button size="sm" kind="primary" class="ml-auto" onClick={() => void onDecide(choices)}>
          {t('wizard.conflict_done')}
        </Button>
      </header>
      <ul class="max-h-72 overflow-auto">
        {differences.map((one) => (
          <li key={one.key} class="border-b border-line-faint px-3 py-2 last:border-0">
            <p class="pb-1 font-medium">{labelOf(one)}</p>
            <Segmented
              label={labelOf(one)}
              options={[
                { value: 'mine', label: t('wizard.mine', { value: shown(one.mine) }) },
                { value: 'theirs', label: t('wizard.theirs', { value: shown(one.theirs) }) },
              ]}
              value={choices[one.key] ?? 'mine'}
              onValue={(choice) => setChoices({ ...choices, [one.key]: choice })}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The fields that have a name of their own; the others are called by their step. */
const NAMES = {
  title: 'publishing.name',
  description: 'publishing.description',
  kind: 'terms.kind',
  targets: 'publishing.part_targets',
  exclusions: 'wizard.excluded',
  form: 'terms.form',
  carrier: 'terms.carrier',
  joinType: 'terms.join',
  bandsWon: 'terms.band',
  flatWon: 'publishing.flat_label',
  marginFloorWon: 'terms.margin_floor',
  marginCeilingWon: 'terms.margin_ceiling',
  simAdjustmentWon: 'publishing.sim_label',
  rounding: 'publishing.rounding_label',
  terms: 'publishing.part_terms',
  validFrom: 'publishing.from',
  validTo: 'publishing.to',
  requiresReading: 'publishing.requires_reading',
  succeeds: 'publishing.succeeds',
  alongside: 'wizard.alongside_title',
} as const

function labelOf({ field, mine, theirs }: Difference): string {
  const cell = [mine, theirs].find(isCell)
  if (cell) return placeName(cell)
  return field in NAMES
    ? t(NAMES[field as keyof typeof NAMES])
    : t(`publishing.part_${stepOf(field)}`)
}

type Place = Parameters<typeof placeName>[0] & { amountWon?: unknown }
const isCell = (value: unknown): value is Place =>
  typeof value === 'object' && value !== null && 'carrier' in value

function shown(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–'
  if (typeof value === 'boolean') return t(value ? 'wizard.on' : 'wizard.off')
  if (typeof value === 'number') return digits(value)
  if (isCell(value)) return 'amountWon' in value ? shown(value.amountWon) : t('wizard.no_orders')
  if (Array.isArray(value)) return t('wizard.count', { count: value.length })
  if (typeof value === 'object')
    return Object.values(value)
      .map((one) => shown(one))
      .join(' · ')
  const text = String(value)
  return /^\d{4}-\d\d-\d\dT/.test(text) ? dateTime(text) : text
}

import { UNITS_WON } from '#api/amount.ts'
import { lettersOf } from '#api/sheets/address.ts'
import type { Axes as Said } from '#api/sheets/trade-words.ts'
import { CARRIERS, CONTRACT_MONTHS, JOIN_TYPES, SUPPORT_TYPES } from '#db/words.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Glyph } from '../../../ui/Glyph.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Select } from '../../../ui/Select.tsx'
import type { Matrix } from '../matrix/dimensions.ts'
import type { SheetChoice } from './choice.ts'
import { DeviceRows } from './DeviceRows.tsx'
import { labelsIn, type SheetLabel } from './labels-in.ts'
import { sayMeaning } from './say.ts'
import { type Import, type Mapped, openIn } from './use-import.ts'

type Props = {
  mapped: Mapped
  matrix: Matrix
  known: Import['known']
  remembers: boolean
  onRemembers: (on: boolean) => void
  onChoice: (change: Partial<SheetChoice>) => void
}

/** What is asked about a sheet: unit, carrier, the meaning of its headings, its devices. */
export function MapPanel(props: Props) {
  const { mapped, matrix, onChoice } = props
  const { proposal, choice, cells } = mapped
  const open = openIn(mapped)
  const labels = labelsIn(proposal, choice, mapped.sheet)
  const asksCarrier = open.carrier || choice.carrier !== undefined
  return (
    <aside class="map-panel" aria-label={t('imports.step.map')}>
      {open.hasNoHeadings && <p class="help warn">{t('imports.headings_asked')}</p>}
      {open.columns.length > 0 && (
        <p class="help warn">
          {t('imports.columns_asked', { columns: open.columns.map(lettersOf).join(', ') })}
        </p>
      )}
      <section>
        <h3>{t('imports.unit')}</h3>
        <div class={open.unit ? 'asks' : ''}>
          <Segmented
            label={t('imports.unit')}
            options={UNITS_WON.map((unit) => ({
              value: String(unit),
              label: t(`matrix.unit.${unit}`),
            }))}
            value={String(proposal.unit?.won ?? '')}
            onValue={(value) => onChoice({ unitWon: UNITS_WON.find((u) => String(u) === value) })}
          />
        </div>
        <UnitNote mapped={mapped} />
      </section>
      {asksCarrier && (
        <section>
          <Select
            label={t('imports.carrier')}
            help={t('imports.carrier_asked')}
            options={[...CARRIERS, 'all' as const].map((value) => ({
              value,
              label: t(`words.carrier.${value}`),
            }))}
            value={choice.carrier ?? ''}
            placeholder={t('imports.unchosen')}
            onValue={(carrier) => onChoice({ carrier })}
          />
        </section>
      )}
      {labels.length > 0 && (
        <section>
          <h3>
            {t('imports.labels')}
            {open.labels.length > 0 && (
              <span class="n muted text-t12 font-normal">
                {t('imports.labels_open', { all: labels.length, open: open.labels.length })}
              </span>
            )}
          </h3>
          {labels.map((label) => (
            <LabelRow
              key={label.text}
              label={label}
              bands={bandsOf(matrix, cells)}
              onMeaning={(means) => onChoice({ labels: { ...choice.labels, [label.text]: means } })}
            />
          ))}
          {open.labels.length > 0 && <p class="help warn">{t('imports.labels_help')}</p>}
        </section>
      )}
      <DeviceRows {...props} unknown={open.devices} />
      {(open.hiddenColumns || open.hiddenRows) && (
        <section>
          <Checkbox
            checked={choice.readHidden ?? false}
            onValue={(readHidden) => onChoice({ readHidden })}
          >
            {t('imports.hidden')}
          </Checkbox>
          <p class="help">{t('imports.hidden_help')}</p>
        </section>
      )}
      <section>
        <Checkbox checked={props.remembers} onValue={props.onRemembers}>
          {t('imports.remember')}
        </Checkbox>
        <p class="help">{t('imports.remember_help')}</p>
      </section>
    </aside>
  )
}

/** Where the unit comes from, with the first figure as it is read. */
function UnitNote({ mapped: { proposal, isRemembered, choice } }: { mapped: Mapped }) {
  const { unit } = proposal
  if (!unit) return <p class="help">{t('imports.unit_asked')}</p>
  const example = proposal.cells.find(
    ({ reading }) => reading.kind === 'amount' && !reading.namesUnit && reading.won > 0,
  )
  const from =
    unit.from !== 'answer'
      ? t(`imports.unit_${unit.from}`)
      : isRemembered && choice.unitWon !== undefined
        ? t('imports.unit_remembered')
        : ''
  return (
    <p class="help n">
      {from}{' '}
      {example?.reading.kind === 'amount' &&
        t('imports.unit_example', {
          at: example.address,
          text: example.shown,
          won: digits(example.reading.won),
        })}
    </p>
  )
}

/** The bands of the draft and those that the sheet names. */
const bandsOf = ({ bandsWon }: Matrix, cells: Mapped['cells']) =>
  [
    ...new Set([
      ...bandsWon,
      ...cells.flatMap(({ places }) => places.flatMap(({ bandWon }) => bandWon ?? [])),
    ]),
  ].sort((a, b) => a - b)

function LabelRow({
  label: { text, means, isOpen },
  bands,
  onMeaning,
}: {
  label: SheetLabel
  bands: readonly number[]
  onMeaning: (means: Said) => void
}) {
  const options = meaningsWith(means, bands)
  return (
    <div class={`label-row${isOpen ? ' asks' : ''}`}>
      <span class="trunc" title={text}>
        {text}
        {isOpen && (
          <span class="s-wait">
            <Glyph name="ring" size={13} />
          </span>
        )}
      </span>
      <Select
        label={text}
        bare
        options={options.map((one) => ({ value: JSON.stringify(one), label: sayMeaning(one) }))}
        value={isOpen || !means ? '' : JSON.stringify(means)}
        placeholder={isOpen && means ? `${sayMeaning(means)}?` : t('imports.unchosen')}
        onValue={(chosen) => {
          const found = options.find((one) => JSON.stringify(one) === chosen)
          if (found) onMeaning(found)
        }}
      />
    </div>
  )
}

/** Every single meaning, after the one that is proposed. */
function meaningsWith(proposed: Said | undefined, bands: readonly number[]): Said[] {
  const all: Said[] = [
    ...JOIN_TYPES.map((joinType) => ({ joinType })),
    ...SUPPORT_TYPES.map((support) => ({ support })),
    ...bands.map((bandWon) => ({ bandWon })),
    ...CONTRACT_MONTHS.map((months) => ({ months })),
    { segment: 'adult' as const },
    { segment: 'corporate' as const },
    ...CARRIERS.map((carrier) => ({ carrier })),
    {},
  ]
  if (!proposed) return all
  const name = JSON.stringify(proposed)
  return [proposed, ...all.filter((one) => JSON.stringify(one) !== name)]
}

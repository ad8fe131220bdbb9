import { useRef, useState } from 'preact/hooks'
import type { PolicyDetail } from '#api/policies/contract.ts'
import type { CellCarrier } from '#db/words.ts'
import { t } from '../../lib/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Glyph } from '../../ui/Glyph.tsx'
import { MatrixGrid } from '../../ui/MatrixGrid.tsx'
import type { Spot } from '../../ui/matrix/model.ts'
import { Popover } from '../../ui/Popover.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { stopsAt } from '../../ui/unread.ts'
import { bandHint, bandName, contractName } from './bands.ts'
import { carriersOf, differencesOf, draftOf } from './draft.ts'
import { slipKey, slipsOf, withCell } from './matrix-checks.ts'
import { PartSection } from './PartSection.tsx'
import type { PartProps } from './part-props.ts'
import { ShapeFields } from './ShapeFields.tsx'
import { SlipList } from './SlipList.tsx'

/** The matrix: bands by contract, one grid per carrier, and a list of likely slips. */
export function PricesPart(props: PartProps & { base: PolicyDetail | undefined }) {
  const { draft, onDraft, errorAt, base } = props
  const carriers = carriersOf(draft)
  const place = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState<CellCarrier | undefined>(undefined)
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const carrier = carriers.find((one) => one === chosen) ?? carriers[0] ?? draft.carrier
  const values = draft.grids[carrier]
  const before = base && draftOf(base)
  const slips = slipsOf(draft, carriers).filter((slip) => !kept.has(slipKey(slip)))

  const setGrid = (of: CellCarrier, next: typeof values) =>
    onDraft({ grids: { ...draft.grids, [of]: next } })
  /** What the version in force pays for the same combination. */
  const beforeAt = ({ row, column }: Spot) => {
    const r = before?.bandsWon.indexOf(draft.bandsWon[row] ?? 0) ?? -1
    const c = before?.months.indexOf(draft.months[column] ?? 0) ?? -1
    return before?.grids[carrier][r]?.[c] ?? null
  }
  const error = errorAt('cells') ?? errorAt('bandsWon') ?? errorAt('months')
  return (
    <PartSection
      part="prices"
      meta={
        before
          ? t('publishing.changed_cells', { count: differencesOf(before, draft) })
          : t('publishing.grid_outside')
      }
      actions={
        <>
          {carriers.length > 1 && (
            <CopyCarrier
              carriers={carriers.filter((one) => one !== carrier)}
              onCopy={(from) => setGrid(carrier, draft.grids[from])}
            />
          )}
          <ShapeFields draft={draft} onDraft={onDraft} />
        </>
      }
    >
      <div class="matrix-with-list">
        <div ref={place} class="min-w-0">
          {carriers.length > 1 && (
            <div class="pb-2">
              <Segmented
                label={t('terms.carrier')}
                options={carriers.map((value) => ({ value, label: t(`words.carrier.${value}`) }))}
                value={carrier}
                // Another grid would replace this one and its unread text.
                onValue={(next) => !stopsAt(place.current) && setChosen(next)}
              />
            </div>
          )}
          <MatrixGrid
            key={`${carrier}-${draft.bandsWon.length}-${draft.months.length}`}
            label={t('terms.grid_label', { carrier: t(`words.carrier.${carrier}`) })}
            corner={
              <>
                {t('terms.band')} <span class="subtle">{t('terms.band_unit')}</span>
              </>
            }
            rows={draft.bandsWon.map((band, index) => ({
              name: bandName(band),
              hint: bandHint(draft, index),
            }))}
            columns={draft.months.map((months) => ({ name: contractName(months) }))}
            values={values}
            onValues={(next) => setGrid(carrier, next)}
            markOf={(spot, value) => {
              const slip = slips.find(
                (one) =>
                  one.carrier === carrier && one.row === spot.row && one.column === spot.column,
              )
              return {
                problem: slip && t('publishing.check_title'),
                delta: before && value !== null ? value - (beforeAt(spot) ?? 0) : undefined,
              }
            }}
          />
          {error && (
            <p class="help error s-stop mt-1.5">
              <Glyph name="cross" size={13} />
              <span>{error}</span>
            </p>
          )}
        </div>
        <SlipList
          draft={draft}
          slips={slips}
          onFix={(slip) =>
            setGrid(
              slip.carrier,
              withCell(draft.grids[slip.carrier], slip.row, slip.column, slip.belowWon),
            )
          }
          onKeep={(slip) => setKept(new Set([...kept, slipKey(slip)]))}
        />
      </div>
    </PartSection>
  )
}

function CopyCarrier({
  carriers,
  onCopy,
}: {
  carriers: readonly CellCarrier[]
  onCopy: (from: CellCarrier) => void
}) {
  return (
    <Popover
      label={t('publishing.copy_from')}
      align="right"
      trigger={(button) => (
        <Button size="sm" icon="copy" {...button}>
          {t('publishing.copy_from')}
        </Button>
      )}
    >
      {(close) =>
        carriers.map((carrier) => (
          <button
            type="button"
            key={carrier}
            class="menu-item"
            onClick={() => {
              onCopy(carrier)
              close()
            }}
          >
            {t('publishing.copy_carrier', { carrier: t(`words.carrier.${carrier}`) })}
          </button>
        ))
      }
    </Popover>
  )
}

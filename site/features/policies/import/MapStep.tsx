import { useState } from 'preact/hooks'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import type { Matrix } from '../matrix/dimensions.ts'
import type { Names } from '../matrix/labels.ts'
import { CellList } from './CellList.tsx'
import { MapPanel } from './MapPanel.tsx'
import type { Status } from './outcome.ts'
import { SheetView } from './SheetView.tsx'
import type { Import } from './use-import.ts'

const STATUSES = ['new', 'changed', 'same', 'refused'] as const satisfies readonly Status[]

type Props = {
  work: Import
  matrix: Matrix
  names: Names
  /** The sheet that is shown. */
  at: number
  onAt: (at: number) => void
}

/** The sheet beside what is asked about it; every choice is read at once, and the counts follow. */
export function MapStep({ work, matrix, names, at, onAt }: Props) {
  const { mapped, outcomes, known, choose, remembers, setRemembers } = work
  const [status, setStatus] = useState<Status>('refused')
  const shown = mapped[at] ?? mapped[0]
  if (!shown) return null
  const index = mapped.indexOf(shown)
  const onChoice = (change: Parameters<typeof choose>[1]) => choose(index, change)
  const { choice, sheet } = shown
  const of = (one: Status) => outcomes.all.filter((outcome) => outcome.status === one)
  return (
    <div class="map-step">
      <div class="min-w-0">
        {mapped.length > 1 && (
          <div class="flex flex-wrap items-center gap-3 pb-2.5">
            <Segmented
              label={t('imports.sheets')}
              options={mapped.map((one, i) => ({
                value: String(i),
                label: `${one.sheet.name} ${
                  one.proposal.counts.total > 0
                    ? t('imports.sheet_cells', { count: digits(one.proposal.counts.total) })
                    : t('imports.sheet_none')
                }`,
              }))}
              value={String(index)}
              onValue={(value) => onAt(Number(value))}
            />
            <Checkbox checked={choice.isTaken} onValue={(isTaken) => onChoice({ isTaken })}>
              {t('imports.take_sheet')}
            </Checkbox>
          </div>
        )}
        <SheetView mapped={shown} onChoice={onChoice} />
        <div class="pt-3.5 pb-2">
          <Segmented
            label={t('imports.counts')}
            options={STATUSES.map((value) => ({
              value,
              label: `${t(`imports.status.${value}`)} ${digits(of(value).length)}`,
            }))}
            value={status}
            onValue={setStatus}
          />
          <span class="n muted text-t12 pl-3" role="status">
            {t('imports.total')} {digits(outcomes.all.length)}
          </span>
        </div>
        <CellList
          outcomes={of(status)}
          matrix={matrix}
          names={names}
          caption={t(`imports.status.${status}`)}
          decisionOf={({ cell }) =>
            mapped.find((one) => one.sheet.name === cell.sheet)?.choice.decisions[cell.address]
          }
          onDecide={({ cell }, decision) => {
            const place = mapped.findIndex((one) => one.sheet.name === cell.sheet)
            const decisions = mapped[place]?.choice.decisions
            choose(place, { decisions: { ...decisions, [cell.address]: decision } })
          }}
        />
      </div>
      <MapPanel
        key={sheet.name}
        mapped={shown}
        {...{ matrix, known, remembers, onChoice }}
        onRemembers={setRemembers}
      />
    </div>
  )
}

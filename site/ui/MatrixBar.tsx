import { useState } from 'preact/hooks'
import { parseAmount } from '#api/amount.ts'
import { digits } from '../lib/format.ts'
import { t } from '../lib/i18n/t.ts'
import { parsePercent } from '../lib/percent.ts'
import { Button } from './Button.tsx'
import {
  cellAt,
  edit,
  type FillMode,
  fillWith,
  type Grid,
  rangeOf,
  type Spot,
  spotsOf,
  summary,
} from './matrix/model.ts'
import { Segmented } from './Segmented.tsx'

const MODES = ['add', 'percent', 'set'] as const

/** Above the grid: the active cell, the figures of the selection, and the fill box. */
export function MatrixBar({
  grid,
  reference,
  empty,
  readOnly,
  isLocked,
  onGrid,
}: {
  grid: Grid
  reference: string
  /** What the active cell means while it is empty. */
  empty: string | undefined
  readOnly: boolean
  isLocked: (spot: Spot) => boolean
  onGrid: (grid: Grid) => void
}) {
  const [mode, setMode] = useState<FillMode>('add')
  const [text, setText] = useState('')
  const { count, sum, average } = summary(grid)
  const value = cellAt(grid.values, grid.active)
  const by = mode === 'percent' ? parsePercent(text) : parseAmount(text)
  const isUnread = by === undefined && text.trim() !== ''
  const unreadable = t(mode === 'percent' ? 'matrix.percent_unreadable' : 'ui.amount_unreadable')
  const apply = () => {
    if (by === undefined) return
    const spots = [...spotsOf(rangeOf(grid))].filter((spot) => !isLocked(spot))
    onGrid(
      edit(
        grid,
        spots.map((spot) => ({ spot, value: fillWith(cellAt(grid.values, spot), mode, by) })),
      ),
    )
  }
  return (
    <div class="matrix-bar">
      <span class="ref n">{reference}</span>
      <hr />
      <span class="n min-w-16 text-fg-strong">
        {value === null ? (empty ?? t('matrix.grid_empty')) : digits(value)}
      </span>
      {count > 1 && (
        <span class="n subtle text-t12">
          {t('matrix.grid_cells', { count, sum: digits(sum), average: digits(average) })}
        </span>
      )}
      {!readOnly && (
        <form
          class="ml-auto flex flex-wrap items-center gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            apply()
          }}
        >
          <label class="flex items-center gap-2 text-t12 muted">
            {t('matrix.grid_fill')}
            <span class={`in sm w-24${isUnread ? ' error' : ''}`}>
              <input
                class="num"
                aria-invalid={isUnread || undefined}
                inputMode="text"
                autocomplete="off"
                value={text}
                onInput={({ currentTarget }) => setText(currentTarget.value)}
              />
            </span>
          </label>
          <Segmented
            label={t('matrix.grid_fill')}
            options={MODES.map((name) => ({ value: name, label: t(`matrix.grid_fill_${name}`) }))}
            value={mode}
            onValue={setMode}
          />
          <Button
            size="xs"
            type="submit"
            disabledBecause={
              isUnread ? unreadable : by === undefined ? t('matrix.grid_fill_empty') : undefined
            }
          >
            {t('matrix.grid_apply')}
          </Button>
        </form>
      )}
    </div>
  )
}

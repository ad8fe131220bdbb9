import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import { t } from '../../../lib/i18n/t.ts'
import { later } from '../../../ui/later.tsx'
import type { Spot } from '../../../ui/matrix/model.ts'
import { onCopyOf } from '../matrix/copy-cells.ts'
import type { Matrix } from '../matrix/dimensions.ts'
import { EditorGrid } from '../matrix/EditorGrid.tsx'
import type { Props as FindProps } from '../matrix/FindBox.tsx'
import { lineLabel, type Names } from '../matrix/labels.ts'
import type { Props as UnitProps } from '../matrix/UnitLine.tsx'
import { belowText, CellBody, wonText } from './CellBody.tsx'
import type { Desk } from './use-desk.ts'

export type Props = {
  desk: Desk
  matrix: Matrix
  names: Names
  table: RefObject<HTMLTableElement>
  onNextProblem: () => void
}

// Loads with the first block whose unit is asked.
const UnitLine = later<UnitProps>(() =>
  import('../matrix/UnitLine.tsx').then((file) => file.UnitLine),
)
// Loads with the first search.
const FindBox = later<FindProps>(() => import('../matrix/FindBox.tsx').then((file) => file.FindBox))

const ROW_HEIGHT = 51

const KEYS = [
  [['F2'], 'keys_open'],
  [['Delete'], undefined],
  [['Ctrl', 'D'], 'keys_fill'],
  [['Ctrl', 'Z'], 'keys_undo'],
  [['Ctrl', 'F'], 'keys_find'],
  [['F8'], 'keys_problem'],
] as const

/** One face of HQ's sheet as a spreadsheet of what a shop gets. */
export function DeskGrid({ desk, matrix, names, table, onNextProblem }: Props) {
  const { editor, isReadOnly, retailId } = desk
  const isOfShop = retailId !== null
  const { face } = editor
  const [finding, setFinding] = useState(false)
  const shownAmount = (spot: Spot) => face.cells.ownAt(spot) ?? face.cells.amountAt(spot)
  return (
    <>
      {editor.pasting.pending && <UnitLine pasting={editor.pasting} />}
      {finding && (
        <FindBox
          {...{ face, matrix, names }}
          active={editor.selection.active}
          textAt={(spot) => textOf(desk, spot)}
          onGo={(spot) => editor.setSelection({ active: spot, anchor: spot })}
          onClose={() => {
            setFinding(false)
            table.current?.focus()
          }}
        />
      )}
      <div class="desk-grid">
        <EditorGrid
          editor={editor}
          matrix={matrix}
          names={names}
          table={table}
          outside={{ onFind: () => setFinding(true), onNextProblem }}
          marks={desk.marks}
          label={t('pricing.grid', { face: lineLabel(face.face, matrix, names) })}
          corner={t('pricing.corner')}
          rowHeight={ROW_HEIGHT}
          bodyAt={(spot) => {
            const axes = desk.axesAt(spot)
            return <CellBody shown={desk.seenAt(axes)} own={desk.ownAt(axes)} />
          }}
          problemAt={(spot) => {
            const kind = desk.problemOf(desk.axesAt(spot))
            return kind && t(`pricing.short.${kind}`)
          }}
          isChanged={() => true}
          onCopy={onCopyOf(editor, shownAmount)}
        />
      </div>
      <ul class="pt-1.5 text-t12 muted" aria-live="polite">
        {editor.pasting.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      {!isReadOnly && (
        <div class="price-legend">
          <span>
            <span class="corner-mark" aria-hidden="true" />{' '}
            {t(isOfShop ? 'pricing.legend_shop' : 'pricing.legend_own')}
          </span>
          {KEYS.map(([caps, says]) => (
            <span key={says}>
              <kbd class="kbd">{caps.join(' ')}</kbd>{' '}
              {t(`pricing.${says ?? (isOfShop ? 'keys_inherit' : 'keys_rule')}`)}
            </span>
          ))}
        </div>
      )}
    </>
  )
}

/** Both amounts that a cell shows, as they are searched. */
function textOf(desk: Desk, spot: Spot): string {
  const axes = desk.axesAt(spot)
  const shown = desk.seenAt(axes)
  return `${wonText(shown, desk.ownAt(axes))} ${belowText(shown)}`
}

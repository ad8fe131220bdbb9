import type { Ref } from 'preact'
import { t } from '../../../lib/i18n/t.ts'
import type { Spot } from '../../../ui/matrix/model.ts'
import { onCopyOf } from '../matrix/copy-cells.ts'
import type { Matrix } from '../matrix/dimensions.ts'
import { EditorGrid } from '../matrix/EditorGrid.tsx'
import { lineLabel, type Names } from '../matrix/labels.ts'
import { UnitLine } from '../matrix/UnitLine.tsx'
import { CellBody } from './CellBody.tsx'
import type { Desk } from './use-desk.ts'

export type Props = {
  desk: Desk
  matrix: Matrix
  names: Names
  table: Ref<HTMLTableElement>
  onNextProblem: () => void
}

const ROW_HEIGHT = 51

const KEYS = [
  [['F2'], 'keys_open'],
  [['Delete'], 'keys_rule'],
  [['Ctrl', 'D'], 'keys_fill'],
  [['Ctrl', 'Z'], 'keys_undo'],
  [['F8'], 'keys_problem'],
] as const

/** One face of HQ's sheet as a spreadsheet of what a shop gets. */
export function DeskGrid({ desk, matrix, names, table, onNextProblem }: Props) {
  const { editor, isReadOnly } = desk
  const { face } = editor
  const shownAmount = (spot: Spot) => face.cells.ownAt(spot) ?? face.cells.amountAt(spot)
  return (
    <>
      <UnitLine pasting={editor.pasting} />
      <div class="desk-grid">
        <EditorGrid
          editor={editor}
          matrix={matrix}
          names={names}
          table={table}
          outside={{ onFind: () => undefined, onNextProblem }}
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
            <span class="corner-mark" aria-hidden="true" /> {t('pricing.legend_own')}
          </span>
          {KEYS.map(([caps, says]) => (
            <span key={says}>
              <kbd class="kbd">{caps.join(' ')}</kbd> {t(`pricing.${says}`)}
            </span>
          ))}
        </div>
      )}
    </>
  )
}

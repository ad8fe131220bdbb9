import { useMemo } from 'preact/hooks'
import { isIn, type Range, type Spot } from '../../../ui/matrix/model.ts'
import { EditorCell } from './EditorCell.tsx'
import type { GridProps } from './grid-props.ts'
import { RowHead } from './Heads.tsx'
import { groupOf, type Line } from './view.ts'

type RowProps = GridProps & {
  line: Line
  row: number
  /** The row's number for screen readers, heads counted. */
  index: number
  cellId: (spot: Spot) => string
  onFill: () => void
}

/** One row. It is drawn again only if something on it changes: a key moves between two of dozens. */
export function EditorRow(props: RowProps) {
  const { editor, line, row } = props
  const { face, selection, range, typed } = editor
  const isActive = selection.active.row === row
  const isInRange = row >= range.top && row <= range.bottom
  return useMemo(
    () => drawn(props),
    [
      ...[line, row, face.index, face.face, face.columns, props.names, props.marks],
      props.matrix.rounding,
      ...[editor.pasting.pending, face.isClosed(groupOf(line) ?? '')],
      ...[isInRange && range.left, isInRange && range.right],
      ...[isInRange && row === range.top, isInRange && row === range.bottom],
      ...[isActive && selection.active.column, isActive ? typed : undefined],
      // What the boxes and the handle of these rows do depends on the whole editor.
      isActive || row === range.bottom ? editor : undefined,
    ],
  )
}

function drawn({ editor, matrix, names, line, row, index, cellId, onFill, ...props }: RowProps) {
  const { face, selection, range, typed } = editor
  return (
    <tr class={groupOf(line) === undefined ? '' : 'group'} data-row={row} aria-rowindex={index}>
      <RowHead
        line={line}
        matrix={matrix}
        names={names}
        isLit={row >= range.top && row <= range.bottom}
        face={face}
      />
      {face.columns.map((column, c) => {
        const spot = { row, column: c }
        const active = selection.active.row === row && selection.active.column === c
        const { shown, isProposed } = editor.cellAt(spot)
        return (
          <EditorCell
            key={column.key}
            id={cellId(spot)}
            shown={shown}
            column={c}
            active={active}
            inRange={isIn(range, spot)}
            frame={frameOf(range, spot)}
            isChanged={shown.kind === 'own' && props.isChanged(spot)}
            isProposed={isProposed}
            problem={isProposed ? undefined : props.problemAt(spot)}
            body={props.bodyAt?.(spot)}
            typed={active ? typed : undefined}
            onType={editor.type}
            onLeave={editor.leaveCell}
            onCommit={() => editor.commit()}
            onFill={row === range.bottom && c === range.right ? onFill : undefined}
          />
        )
      })}
    </tr>
  )
}

const frameOf = ({ top, left, bottom, right }: Range, spot: Spot): string =>
  isIn({ top, left, bottom, right }, spot)
    ? [
        spot.row === top && 'ft',
        spot.row === bottom && 'fb',
        spot.column === left && 'fl',
        spot.column === right && 'fr',
      ]
        .filter(Boolean)
        .join(' ')
    : ''

import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { digits } from '../../../lib/format.ts'
import { findIn } from '../../../lib/hangul.ts'
import { t } from '../../../lib/i18n/t.ts'
import { IconButton } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import type { Spot } from '../../../ui/matrix/model.ts'
import type { Matrix } from './dimensions.ts'
import { lineLabel, type Names } from './labels.ts'
import type { Shown } from './shown.ts'
import type { FaceState } from './use-face.ts'

export type Props = {
  face: FaceState
  matrix: Matrix
  names: Names
  active: Spot
  /** What stands in a cell; HQ's own amounts if absent. */
  textAt?: (spot: Spot) => string
  onGo: (spot: Spot) => void
  onClose: () => void
}

/** Ctrl+F: goes to the next row name, column name or amount of the face that contains the text. */
export function FindBox(props: Props) {
  const { onGo, onClose } = props
  const box = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [isNone, setNone] = useState(false)
  useLayoutEffect(() => box.current?.focus(), [])
  const find = () => {
    const spot = text.trim() ? nextMatch(props, text.trim()) : undefined
    setNone(text.trim() !== '' && !spot)
    if (spot) onGo(spot)
  }
  return (
    <search class="find-box">
      <div class="in sm w-56">
        <Icon name="search" />
        <input
          ref={box}
          aria-label={t('matrix.find_label')}
          placeholder={t('matrix.find_label')}
          autocomplete="off"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.isComposing) return
            if (event.key === 'Escape') onClose()
            else if (event.key === 'Enter') find()
            else return
            event.preventDefault()
            event.stopPropagation()
          }}
        />
        <IconButton icon="x" size={14} label={t('ui.close')} onClick={onClose} />
      </div>
      <span class="text-t12 subtle" role="status">
        {isNone ? t('matrix.find_none', { text: text.trim() }) : ''}
      </span>
    </search>
  )
}

/** The first match after the active cell in reading order, from the top again at the end. */
function nextMatch(
  { face, matrix, names, active, textAt = (spot) => contentText(face.shownOf(spot)) }: Props,
  text: string,
): Spot | undefined {
  const { rows, columns } = face.size
  const rowNames = face.rows.map((row) => lineLabel(row, matrix, names))
  const columnNames = face.columns.map((column) => lineLabel(column, matrix, names))
  const plain = text.replace(/,/g, '')
  for (let i = 1; i <= rows * columns; i++) {
    const at = (active.row * columns + active.column + i) % (rows * columns)
    const spot = { row: Math.floor(at / columns), column: at % columns }
    // A row is found once, at its first cell; a column in its first row.
    const isNamed =
      (spot.column === 0 && findIn(rowNames[spot.row] ?? '', text)) ||
      (spot.row === 0 && findIn(columnNames[spot.column] ?? '', text))
    if (isNamed || textAt(spot).replace(/,/g, '').includes(plain)) return spot
  }
  return undefined
}

const contentText = (shown: Shown): string =>
  shown.kind === 'own' && shown.content !== null
    ? typeof shown.content === 'number'
      ? digits(shown.content)
      : shown.content
    : ''

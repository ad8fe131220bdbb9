import { t } from '../../../lib/i18n/t.ts'
import { BLOCK_CELLS_MAX, blockOf, withHeads } from './block.ts'
import type { Matrix } from './dimensions.ts'
import { mergedTable } from './html-table.ts'
import { type Names, namesOf } from './labels.ts'
import { proposalOf } from './paste.ts'
import type { Editor } from './use-editor.ts'
import type { Line } from './view.ts'

type Target = { editor: Editor; matrix: Matrix; names: Names }

/** Pastes what Excel and Google Sheets put into the clipboard; loaded with the first paste. */
export function pasteInto({ editor, matrix, names }: Target, text: string, html: string): void {
  const { face, range, pasting } = editor
  if (editor.isReadOnly) return
  const lineNames = (line: Line | undefined) =>
    (line?.values ?? []).flatMap((value) => namesOf(value, matrix, names))
  const merged = mergedTable(html)
  if (text === '' && !merged) return
  if (text.length > BLOCK_CELLS_MAX * 8) {
    pasting.say([t('matrix.paste_huge')])
    return
  }
  const pasted = pasting.paste(
    proposalOf(merged ? withHeads(merged) : blockOf(text), {
      ...{ rows: face.size.rows, columns: face.size.columns, range },
      axesAt: face.cells.axesAt,
      rowNames: (row) => lineNames(face.rows[row]),
      columnNames: (column) => lineNames(face.columns[column]),
    }),
  )
  if (pasted) editor.selectBlock(pasted.from, pasted.height, pasted.width)
}

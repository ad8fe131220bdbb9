import { t } from '../../../lib/i18n/t.ts'
import type { Spot } from '../../../ui/matrix/model.ts'
import { BLOCK_CELLS_MAX, blockOf, withHeads } from './block.ts'
import { toHtml, toTsv } from './copy.ts'
import type { Matrix } from './dimensions.ts'
import type { Content } from './entry.ts'
import { all } from './fill.ts'
import { mergedTable } from './html-table.ts'
import { type Names, namesOf } from './labels.ts'
import { proposalOf } from './paste.ts'
import type { Editor } from './use-editor.ts'
import type { Line } from './view.ts'

/**
 * Copy, cut and paste of the grid, as text and as a table: what Excel and Google Sheets exchange. `copied` gives
 * what a cell is copied as; its own content if absent.
 */
export function clipboardOf(
  editor: Editor,
  matrix: Matrix,
  names: Names,
  copied: (spot: Spot) => Content | undefined = editor.face.cells.ownAt,
) {
  const { face, range, pasting } = editor
  const lineNames = (line: Line | undefined) =>
    (line?.values ?? []).flatMap((value) => namesOf(value, matrix, names))
  return {
    onCopy: (event: ClipboardEvent) => {
      const rows = Array.from({ length: range.bottom - range.top + 1 }, (_, r) =>
        Array.from({ length: range.right - range.left + 1 }, (_, c) =>
          copied({ row: range.top + r, column: range.left + c }),
        ),
      )
      event.clipboardData?.setData('text/plain', toTsv(rows))
      event.clipboardData?.setData('text/html', toHtml(rows))
      if (event.type === 'cut') editor.write(all(face.cells, range, undefined))
    },
    onPaste: ({ clipboardData }: ClipboardEvent) => {
      const text = clipboardData?.getData('text/plain') ?? ''
      const merged = mergedTable(clipboardData?.getData('text/html') ?? '')
      if (text === '' && !merged) return
      if (text.length > BLOCK_CELLS_MAX * 8) return pasting.say([t('matrix.paste_huge')])
      const pasted = pasting.paste(
        proposalOf(merged ? withHeads(merged) : blockOf(text), {
          ...{ rows: face.size.rows, columns: face.size.columns, range },
          axesAt: face.cells.axesAt,
          rowNames: (row) => lineNames(face.rows[row]),
          columnNames: (column) => lineNames(face.columns[column]),
        }),
      )
      if (pasted) editor.selectBlock(pasted.from, pasted.height, pasted.width)
    },
  }
}

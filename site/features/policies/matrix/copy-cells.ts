import type { Spot } from '../../../ui/matrix/model.ts'
import { toHtml, toTsv } from './copy.ts'
import type { Content } from './entry.ts'
import { all } from './fill.ts'
import type { Editor } from './use-editor.ts'

/**
 * Copy and cut of the grid, as text and as a table: what Excel and Google Sheets read. `copied` gives what a cell
 * is copied as; its own content if absent.
 */
export function onCopyOf(
  { face, range, write }: Editor,
  copied: (spot: Spot) => Content | undefined = face.cells.ownAt,
) {
  return (event: ClipboardEvent) => {
    const rows = Array.from({ length: range.bottom - range.top + 1 }, (_, r) =>
      Array.from({ length: range.right - range.left + 1 }, (_, c) =>
        copied({ row: range.top + r, column: range.left + c }),
      ),
    )
    event.clipboardData?.setData('text/plain', toTsv(rows))
    event.clipboardData?.setData('text/html', toHtml(rows))
    if (event.type === 'cut') write(all(face.cells, range, undefined))
  }
}

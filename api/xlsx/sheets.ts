import { columnName } from './cell-xml.ts'
import type { RowCursor } from './row-cursor.ts'
import { type Row, rowWriter, type SheetSpec, sheetFoot, sheetHead, totalRow } from './sheet-xml.ts'
import { sheetName, sheetPath, type WrittenSheet } from './workbook-xml.ts'
import type { ZipEntry } from './zip.ts'

// Excel's limit, with the header.
const SHEET_ROWS_MAX = 1_048_576
// A zip entry ends at 4 GiB; the rest is room for the last chunk, the total and the foot.
const SHEET_BYTES_MAX = 4_000_000_000
// Large enough that passing a chunk on costs nothing compared with building it.
const CHUNK_CHARS = 65_536

/**
 * The sheets of one workbook, each while it is being written. Rows that do not fit on a sheet continue on
 * the next; the total is on the last sheet and covers all rows. Finished sheets are added to `written`.
 */
export async function* sheets(
  spec: SheetSpec,
  cursor: RowCursor,
  written: WrittenSheet[],
): AsyncGenerator<ZipEntry> {
  const encoder = new TextEncoder()
  const writeRow = rowWriter(spec.columns)
  const sums = new Map((spec.totals?.sumColumns ?? []).map((column) => [column, 0]))
  const lastColumn = columnName(spec.columns.length - 1)
  let finished = false

  async function* body(): AsyncGenerator<Uint8Array> {
    let xml = sheetHead(spec, written.length === 0)
    let row = 1
    let bytes = 0
    let isFull = false
    filling: for (let rows = await cursor.take(); rows; rows = await cursor.take()) {
      for (let index = 0; index < rows.length; index++) {
        isFull = row === SHEET_ROWS_MAX || bytes >= SHEET_BYTES_MAX
        if (isFull) {
          cursor.putBack(rows.slice(index))
          break filling
        }
        const cells = rows[index] ?? []
        add(sums, cells)
        xml += writeRow(cells, ++row)
        if (xml.length < CHUNK_CHARS) continue
        const chunk = encoder.encode(xml)
        bytes += chunk.length
        xml = ''
        yield chunk
      }
    }
    const filtered = `A1:${lastColumn}${row}`
    finished = !isFull && (!spec.totals || row < SHEET_ROWS_MAX)
    if (finished && spec.totals) xml += totalRow(spec.totals, sums, row + 1)
    yield encoder.encode(xml + sheetFoot(filtered))
    written.push({ name: sheetName(spec.name, written.length + 1), filtered })
  }

  while (!finished) yield { name: `xl/${sheetPath(written.length + 1)}`, body: body() }
}

function add(sums: Map<number, number>, row: Row) {
  for (const [column, sum] of sums) {
    const value = row[column]
    if (typeof value !== 'number') continue
    const next = sum + value
    // Above this a sum of won is no longer exact, and a wrong total is worse than none.
    if (Math.abs(next) > Number.MAX_SAFE_INTEGER) throw new RangeError('A total is too large.')
    sums.set(column, next)
  }
}

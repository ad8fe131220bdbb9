import type { Row, SheetSpec } from '#api/xlsx/sheet-xml.ts'
import { xlsxStream } from '#api/xlsx/xlsx-stream.ts'

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A workbook of rows that are already here, written by the same code as the server's. */
export async function workbookOf(spec: SheetSpec, rows: readonly Row[]): Promise<Blob> {
  const batches = (async function* () {
    yield rows
  })()
  const bytes = await new Response(xlsxStream(spec, batches, { createdAt: new Date() })).blob()
  return new Blob([bytes], { type: XLSX_TYPE })
}

import { isRefusal, readSheets } from './read-sheets.ts'
import type { Cell, Sheet, SheetFile } from './sheet.ts'

// A file that is expected to be read, and its cells.

export const bytesOf = (text: string) => new TextEncoder().encode(text)
export async function fileOf(bytes: Uint8Array, name?: string): Promise<SheetFile> {
  const read = await readSheets(bytes, { name })
  if (isRefusal(read)) throw new Error(read.message)
  return read
}
export async function sheetOf(bytes: Uint8Array): Promise<Sheet> {
  const [sheet] = (await fileOf(bytes)).sheets
  if (!sheet) throw new Error('no sheet')
  return sheet
}
export const cellsOf = async (bytes: Uint8Array): Promise<Cell[]> =>
  (await sheetOf(bytes)).rows.flatMap(({ cells }) => cells)
export const shownIn = async (text: string | Uint8Array) =>
  (await sheetOf(typeof text === 'string' ? bytesOf(text) : text)).rows.map(({ cells }) =>
    cells.map(({ shown }) => shown),
  )

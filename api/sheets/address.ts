import type { Range } from './sheet.ts'

const LETTERS = 26
const A = 64
const ADDRESS = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i

/** `3, 6` → `C6`. */
export const addressOf = (column: number, row: number): string => lettersOf(column) + row

export function lettersOf(column: number): string {
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / LETTERS))
    letters = String.fromCharCode(A + (((rest - 1) % LETTERS) + 1)) + letters
  return letters
}

/** `C6`, `$C$6` → column 3, row 6; undefined when it is no address. */
export function parseAddress(text: string): { column: number; row: number } | undefined {
  const [, letters, row] = ADDRESS.exec(text) ?? []
  if (!letters || !row) return undefined
  let column = 0
  for (const letter of letters.toUpperCase()) column = column * LETTERS + letter.charCodeAt(0) - A
  return { column, row: Number(row) }
}

/** `A1:C3` → its bounds; a single cell is its own range. */
export function parseRange(text: string): Range | undefined {
  const [from = '', to = from] = text.split(':')
  const [first, last] = [parseAddress(from), parseAddress(to)]
  if (!first || !last) return undefined
  return {
    top: Math.min(first.row, last.row),
    left: Math.min(first.column, last.column),
    bottom: Math.max(first.row, last.row),
    right: Math.max(first.column, last.column),
  }
}

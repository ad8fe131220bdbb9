import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Files as people send them, with what must become of each; `README.md` beside them says where from. */

export type Outcome = {
  row: number
  status: 'accept' | 'accept_warn' | 'refuse' | 'hold' | 'merge' | 'skip'
  into?: number
  values?: Record<string, unknown>
  reasons?: string[]
  warnings?: string[]
  why?: string
}
export type CellOutcome = {
  at: string
  sheet?: string
  status: 'amount' | 'empty' | 'unreadable' | 'ask_unit'
  amountWon?: number
  reason?: string
  carrier?: string
  model?: string
  join?: string
  support?: string
  bandWon?: number
  months?: number
}
export type Handed = {
  file: string
  whole_file: 'accept' | 'refuse' | 'ask' | 'either'
  encoding?: string
  rows?: Outcome[]
  cells?: CellOutcome[]
}

const FOLDER = join(import.meta.dirname, 'handed')
export const handedFile = (file: string) => join(FOLDER, file.normalize('NFC'))
export const handedBytes = (file: string) => new Uint8Array(readFileSync(handedFile(file)))

/** The files of the set that are here. */
export const HANDED: Handed[] = (
  JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')) as { files: Handed[] }
).files.filter(({ file }) => existsSync(handedFile(file)))

/** The file whose name begins with this number. */
export function handed(number: string): Handed {
  const found = HANDED.find(({ file }) => file.startsWith(`${number}_`))
  if (!found) throw new Error(`no handed file ${number}`)
  return found
}

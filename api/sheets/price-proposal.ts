import type { CellCarrier } from '#db/words.ts'
import type { UnitWon } from '../amount.ts'
import type { AmountReading } from './amount-cell.ts'
import type { Mark } from './sheet.ts'
import type { Axes, Axis, LabelDoubt } from './trade-words.ts'

/** What a sheet of prices seems to say, for a person to confirm. Nothing of it is applied by itself. */

export type ColumnRole =
  | 'device'
  | 'storage'
  | 'carrier'
  | 'band'
  | 'months'
  | 'join_type'
  | 'support'
  | 'amount'
  /** An amount whose sign comes from its heading (차감, 환수): left out until a person decides. */
  | 'deduction'
  | 'ignored'
  /** Its heading says nothing known, and its cells are amounts. */
  | 'unknown'

export type ProposedColumn = {
  column: number
  role: ColumnRole
  /** The heading, from top to bottom. */
  heading: string[]
  axes: Axes
  hidden: boolean
}

/** Why a row below the headings has no prices. */
export type SkippedRow = {
  row: number
  why: 'note' | 'total' | 'no_amounts' | 'hidden' | 'heading'
}

export type PriceReading =
  | AmountReading
  /** The label beside or above says no value of its axis. */
  | { kind: 'decide'; reason: 'label_unknown' | 'label_missing'; axis?: Axis; text: string }
  /** Under a merge: whether its value counts here too is not said. */
  | { kind: 'decide'; reason: 'merged'; of: string }
  /** Another cell has the same axes and another amount. */
  | { kind: 'decide'; reason: 'conflict'; with: string; won: number }

export type PriceCell = {
  address: string
  row: number
  column: number
  axes: Axes
  shown: string
  marks?: readonly Mark[]
  reading: PriceReading
  /** An earlier cell with the same axes and the same amount. */
  sameAs?: string
}

export type Question =
  | { code: 'no_headings' }
  | { code: 'unit'; fits: readonly UnitWon[] }
  | { code: 'label'; text: string; axes: Axes; doubt: LabelDoubt; addresses: string[] }
  | { code: 'label_unknown'; text: string; address: string }
  | { code: 'column_unknown' | 'deduction'; column: number; heading: string[] }
  | { code: 'hidden_columns'; columns: number[] }
  | { code: 'hidden_rows'; rows: number[] }
  | { code: 'several_devices'; text: string; devices: string[]; address: string }
  | { code: 'carrier'; carriers: CellCarrier[] }

export type Counts = Record<PriceReading['kind'], number> & { total: number }

export type PriceProposal = {
  sheet: string
  /** The rows of headings, of each table of the sheet. */
  headingRows: number[]
  columns: ProposedColumn[]
  unit?: { won: UnitWon; from: 'answer' | 'title' | 'figures' } | undefined
  cells: PriceCell[]
  skipped: SkippedRow[]
  questions: Question[]
  /** Each cell is counted once, so the kinds add up to the total. */
  counts: Counts
}

/** What a person has answered already, or a remembered mapping says. */
export type Answers = {
  /** The rows of headings, where they were not found or are others. The sheet is then one table below them. */
  headingRows?: readonly number[] | undefined
  unitWon?: UnitWon | undefined
  /** What a heading or label means; empty axes leave its cells out. */
  labels?: Readonly<Record<string, Axes>>
  columns?: Readonly<Record<number, ColumnRole>>
  readHidden?: boolean
}

import type { Carrier } from '#db/words.ts'
import type { Validity } from './rules.ts'

// One row of an import: what it says, and what becomes of it.

/** A row of a price list. `row` is its number in the sheet; cells that the sheet lacks are absent. */
export type Cells = {
  row: number
  kind: 'plan' | 'device'
  carrier?: string | undefined
  name?: string | undefined
  category?: string | undefined
  description?: string | undefined
  fee?: string | undefined
  manufacturer?: string | undefined
  modelCode?: string | undefined
  storage?: string | undefined
  price?: string | undefined
  /** `블랙 #1A1A1A, 화이트`: the colours of the model. Rows of one model add to each other. */
  colors?: string | undefined
  validFrom?: string | undefined
  validUntil?: string | undefined
}

export type PlanValues = Validity & {
  carrier: Carrier
  name: string
  category: string | null
  description: string
  monthlyFeeWon: number
}
export type DeviceValues = Validity & {
  manufacturer: string
  name: string
  modelCode: string | null
  palette: { name: string; code: string | null }[]
  storages: { name: string; priceWon: number }[]
}
type Kept = { id: string; version: number }
export type Known = { plans: (PlanValues & Kept)[]; devices: (DeviceValues & Kept)[] }

export type RowFault = { field: keyof Cells; code: FaultCode }
export type FaultCode =
  | 'required'
  | 'unknown_carrier'
  | 'other_carrier'
  | 'repeated'
  | 'not_won'
  | 'not_positive'
  | 'no_unit'
  | 'too_large'
  | 'not_a_day'
  | 'before_start'
  | 'colors_repeated'
  | 'not_a_color'
  | 'too_many'
  | 'differs'
  | 'too_long'
export type Change = { field: string; from: string | null; to: string | null }

/** What becomes of one row. The rows of one device model share its verdict; the first of them carries the changes. */
export type Verdict = {
  row: number
  kind: Cells['kind']
  name: string
  verdict: 'new' | 'changed' | 'unchanged' | 'refused'
  changes: Change[]
  /** The name of the entry that the row stands for, where the row spells it otherwise: blanks, case, width. */
  sameAs: string | null
  fault: RowFault | null
}
/** What an import writes: one entry for a plan or a whole model, whatever its number of rows. */
export type Work =
  | { kind: 'plan'; values: PlanValues; known: (PlanValues & Kept) | undefined }
  | { kind: 'device'; values: DeviceValues; known: (DeviceValues & Kept) | undefined }

export type Judged = { cells: Cells; verdict: Verdict; work: Work | undefined }

const labelOf = ({ carrier, manufacturer, name, storage }: Cells): string =>
  [carrier, manufacturer, name, storage].filter(Boolean).join(' ')

export const refused = (cells: Cells, fault: RowFault): Judged => ({
  cells,
  work: undefined,
  verdict: {
    ...{ row: cells.row, kind: cells.kind, name: labelOf(cells) },
    ...{ verdict: 'refused', changes: [], sameAs: null, fault },
  },
})

/** Compares with the catalogue: `before` is the entry of the same name, if there is one. */
export function judged(
  cells: Cells,
  work: Work,
  before: object | undefined,
  sameAs: string | null,
): Judged {
  const changes = before ? changesOf(before, work.values) : []
  const verdict = before ? (changes.length > 0 ? 'changed' : 'unchanged') : 'new'
  const { row, kind } = cells
  return {
    cells,
    work,
    verdict: { row, kind, name: labelOf(cells), verdict, changes, sameAs, fault: null },
  }
}

const FIELDS = [
  ...['category', 'description', 'monthlyFeeWon'],
  ...['modelCode', 'palette', 'storages', 'validFrom', 'validUntil'],
]
function changesOf(before: object, after: object): Change[] {
  const texts = [before, after].map((values) => new Map(Object.entries(values)))
  return FIELDS.flatMap((field) => {
    const [from, to] = texts.map((values) => shown(values.get(field)))
    return from === to ? [] : [{ field, from: from ?? null, to: to ?? null }]
  })
}
function shown(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (!Array.isArray(value)) return String(value)
  return value
    .map((each) =>
      Object.values(each)
        .filter((part) => part !== null)
        .join(' '),
    )
    .join(', ')
}

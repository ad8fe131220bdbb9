import type { NamedEvent } from '../audit/queries.ts'
import { ACTION_CAPTIONS, SYSTEM } from './audit-captions.ts'
import { AUDIT_SHEET_NAME } from './captions.ts'
import type { Cell, ColumnKind } from './cell-xml.ts'
import type { Row, SheetSpec } from './sheet-xml.ts'

type Facts = NamedEvent['before']
type Column = {
  header: string
  width: number
  kind?: ColumnKind
  cell(event: NamedEvent): Cell
}

/** An event's columns. What was done is said in Korean, codes inside of it stay as they are kept. */
const COLUMNS: readonly Column[] = [
  { header: '시각', width: 20, kind: 'datetime', cell: ({ atMs }) => new Date(atMs) },
  { header: '누가', width: 14, cell: ({ userName }) => userName ?? SYSTEM },
  { header: '아이디', width: 18, cell: ({ username }) => username },
  { header: '업체', width: 20, cell: ({ companyName }) => companyName },
  { header: '무엇을', width: 24, cell: ({ action }) => captionOf(action) },
  { header: '대상', width: 38, cell: ({ entityId }) => entityId },
  { header: '내용', width: 44, cell: ({ facts }) => said(facts) },
  { header: '전', width: 32, cell: ({ before }) => said(before) },
  { header: '후', width: 32, cell: ({ after }) => said(after) },
  { header: 'IP', width: 18, cell: ({ address }) => address },
  { header: '추적 번호', width: 34, cell: ({ traceId }) => traceId },
]

/** What was recorded under a name of old is shown by that name. */
const captionOf = (action: string): string =>
  (ACTION_CAPTIONS as Record<string, string | undefined>)[action] ?? action

/** `role: staff, status: approved`, by name: the database keeps them in an order of its own. */
const said = (facts: Facts): string | null =>
  facts &&
  Object.entries(facts)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}: ${value ?? '-'}`)
    .join(', ')

export const AUDIT_SHEET: SheetSpec = {
  name: AUDIT_SHEET_NAME,
  columns: COLUMNS.map(({ header, width, kind = 'text' }) => ({ header, width, kind })),
}

export const auditRow = (event: NamedEvent): Row => COLUMNS.map(({ cell }) => cell(event))

import type { Cell, ColumnKind } from '../xlsx/cell-xml.ts'
import type { Row, SheetSpec } from '../xlsx/sheet-xml.ts'
import { ACTION_CAPTIONS, SHEET_NAME, SYSTEM } from './captions.ts'
import { actionIn } from './kinds.ts'
import type { NamedEvent } from './queries.ts'

type Facts = NamedEvent['before']
type Column = {
  header: string
  width: number
  kind?: ColumnKind
  cell(event: NamedEvent): Cell
}

/** The columns of an event. The action is shown in Korean; codes inside the facts stay as stored. */
const COLUMNS: readonly Column[] = [
  { header: '시각', width: 20, kind: 'datetime', cell: ({ at }) => at },
  { header: '누가', width: 14, cell: ({ userName }) => userName ?? SYSTEM },
  { header: '아이디', width: 18, cell: ({ username }) => username },
  { header: '업체', width: 20, cell: ({ companyName }) => companyName },
  { header: '무엇을', width: 24, cell: (event) => captionOf(actionIn(event)) },
  { header: '대상', width: 38, cell: ({ entityId }) => entityId },
  { header: '내용', width: 44, cell: ({ facts }) => said(facts) },
  { header: '전', width: 32, cell: ({ before }) => said(before) },
  { header: '후', width: 32, cell: ({ after }) => said(after) },
  { header: 'IP', width: 18, cell: ({ address }) => address },
  { header: '추적 번호', width: 34, cell: ({ traceId }) => traceId },
]

/** Actions under retired names are shown by that name. */
const captionOf = (action: string): string =>
  (ACTION_CAPTIONS as Record<string, string | undefined>)[action] ?? action

/** `role: staff, status: approved`, sorted by name, because the database does not preserve the order. */
const said = (facts: Facts): string | null =>
  facts &&
  Object.entries(facts)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}: ${value ?? '-'}`)
    .join(', ')

export const AUDIT_SHEET: SheetSpec = {
  name: SHEET_NAME,
  columns: COLUMNS.map(({ header, width, kind = 'text' }) => ({ header, width, kind })),
}

export const auditRow = (event: NamedEvent): Row => COLUMNS.map(({ cell }) => cell(event))

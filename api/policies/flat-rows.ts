import type { CellCarrier, CustomerSegment, JoinType, SupportType } from '#db/words.ts'
import type { UnitWon } from '../amount.ts'
import type { SheetSpec } from '../xlsx/sheet-xml.ts'
import type { Axes } from './axes.ts'

// A matrix of prices as rows of a sheet: one for each cell, band, contract and member of a group. Nothing is
// left to the place of a cell, so a sheet that was sorted or filtered comes back as it was.

export type FlatMatrix = {
  bandsWon: readonly number[]
  bandLabels: readonly { bandWon: number; label: string }[]
  months: readonly number[]
  planGroups: readonly { name: string; planIds: readonly string[] }[]
  deviceGroups: readonly { name: string; deviceIds: readonly string[] }[]
  /** Won; null where no order is taken; text that is no amount. */
  cells: readonly { axes: Axes; content: number | null | string }[]
}
/** Ids are the identity; names are for people. */
export type FlatNames = { device: (id: string) => string; plan: (id: string) => string }
export type FlatRow = (string | number | null)[]

export const FLAT_COLUMNS = [
  'kind',
  'carrier',
  'bandWon',
  'planGroup',
  'deviceGroup',
  'device',
  'joinType',
  'supportType',
  'months',
  'segment',
  'amount',
  'text',
  'id',
] as const
export type FlatColumn = (typeof FLAT_COLUMNS)[number]

/** The headings, by which a sheet is recognised. The one of the amounts names their unit. */
export const FLAT_HEADINGS: Record<Exclude<FlatColumn, 'amount'>, string> = {
  kind: '구분',
  carrier: '통신사',
  bandWon: '요금제 구간(원)',
  planGroup: '요금제 묶음',
  deviceGroup: '기기 묶음',
  device: '기기',
  joinType: '가입유형',
  supportType: '지원유형',
  months: '약정(개월)',
  segment: '고객',
  text: '이름·적힌 말',
  id: '식별 번호',
}
export const AMOUNT_HEADINGS: Record<UnitWon, string> = {
  1: '금액(원)',
  1000: '금액(천원)',
  10000: '금액(만원)',
}

export const KIND_WORDS = {
  cell: '단가',
  band: '구간',
  months: '약정',
  planGroup: '요금제 묶음',
  deviceGroup: '기기 묶음',
} as const
export const CLOSED_WORD = '주문 안 받음'
export const CARRIER_WORDS: Record<CellCarrier, string> = {
  all: '',
  skt: 'SKT',
  kt: 'KT',
  lgu: 'LG U+',
}
export const JOIN_WORDS: Record<JoinType, string> = {
  new: '신규',
  mnp: '번호이동',
  device_change: '기기변경',
}
export const SUPPORT_WORDS: Record<SupportType, string> = {
  public: '공통지원금',
  selective: '선택약정',
  none: '지원 없음',
}
export const SEGMENT_WORDS: Record<CustomerSegment, string> = {
  individual: '개인',
  business: '법인',
}

const NARROW = 12
const WIDE = 24
const WIDE_ONES: readonly FlatColumn[] = ['device', 'text', 'id']

/** The sheet of the rows, whose amounts count in this unit. */
export const flatSheet = (unit: UnitWon): SheetSpec => ({
  name: '단가',
  columns: FLAT_COLUMNS.map((column) => ({
    header: column === 'amount' ? AMOUNT_HEADINGS[unit] : FLAT_HEADINGS[column],
    width: WIDE_ONES.includes(column) ? WIDE : NARROW,
    kind: NUMBERS.includes(column) ? 'won' : 'text',
  })),
})
const NUMBERS: readonly FlatColumn[] = ['bandWon', 'months', 'amount']

/** The rows below the headings, amounts in this unit. */
export function flatRows(matrix: FlatMatrix, unit: UnitWon, names: FlatNames): FlatRow[] {
  const label = new Map(matrix.bandLabels.map(({ bandWon, label }) => [bandWon, label]))
  return [
    ...matrix.cells.map(({ axes, content }) =>
      row({
        kind: KIND_WORDS.cell,
        carrier: CARRIER_WORDS[axes.carrier],
        bandWon: axes.bandWon,
        planGroup: axes.planGroup,
        deviceGroup: axes.deviceGroup,
        device: axes.deviceId && names.device(axes.deviceId),
        joinType: axes.joinType && JOIN_WORDS[axes.joinType],
        supportType: axes.supportType && SUPPORT_WORDS[axes.supportType],
        months: axes.months,
        segment: axes.segment && SEGMENT_WORDS[axes.segment],
        amount: content === null ? CLOSED_WORD : typeof content === 'number' ? content / unit : '',
        text: typeof content === 'string' ? content : undefined,
        id: axes.deviceId,
      }),
    ),
    ...matrix.bandsWon.map((bandWon) =>
      row({ kind: KIND_WORDS.band, bandWon, text: label.get(bandWon) }),
    ),
    ...matrix.months.map((months) => row({ kind: KIND_WORDS.months, months })),
    ...matrix.planGroups.flatMap(({ name, planIds }) =>
      planIds.map((id) =>
        row({ kind: KIND_WORDS.planGroup, planGroup: name, text: names.plan(id), id }),
      ),
    ),
    ...matrix.deviceGroups.flatMap(({ name, deviceIds }) =>
      deviceIds.map((id) =>
        row({ kind: KIND_WORDS.deviceGroup, deviceGroup: name, device: names.device(id), id }),
      ),
    ),
  ]
}

const row = (values: Partial<Record<FlatColumn, string | number | undefined>>): FlatRow =>
  FLAT_COLUMNS.map((column) => values[column] ?? null)

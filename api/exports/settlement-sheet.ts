import type { Carrier, Grant, JoinType, SupportType, Tier } from '#db/words.ts'
import { exportViewerOf, type Field, show } from '../access/disclosure.ts'
import { CARRIER_CAPTIONS, contractCaption, JOIN_CAPTIONS, SHEET_NAME, TOTAL } from './captions.ts'
import type { Cell, ColumnKind } from './cell-xml.ts'
import type { Row, SheetSpec } from './sheet-xml.ts'

/** An order with what its settlement lines say, as `settled-orders.ts` reads it. */
export type SettledOrder = {
  id: string
  placedAtMs: number
  shopName: string
  policyTitle: string
  customerName: string
  birthDate: string | null
  activatedNumber: string | null
  address: string | null
  carrier: Carrier
  joinType: JoinType
  planName: string
  supportType: SupportType
  contractMonths: number
  deviceModel: string | null
  imei: string | null
  imei2: string | null
  eid: string | null
  simModel: string | null
  simSerial: string | null
  /** G and S as pinned at the order: what HQ and the agency promised for it. */
  grossWon: number
  shopWon: number
  /** The sums of the order's lines: HQ → agency, agency → shop, SIM included. */
  hqLinesWon: number
  shopLinesWon: number
}

/** The fact by which an order whose amounts do not add up is known. */
export const UNBALANCED = 'unbalanced'

/** R, T and U of an order. */
export type Split = { totalWon: number; agencyWon: number; shopWon: number }

/**
 * The agency's part comes from the order and the two others from the lines, so that the sum proves
 * something: undefined when they do not fit together.
 */
export function splitOf(order: SettledOrder): Split | undefined {
  const agencyWon = order.grossWon - order.shopWon
  const { hqLinesWon: totalWon, shopLinesWon: shopWon } = order
  return totalWon === agencyWon + shopWon ? { totalWon, agencyWon, shopWon } : undefined
}

type Column = {
  header: string
  width: number
  kind?: ColumnKind
  cell(order: SettledOrder, split: Split, shown: Shown): Cell
  /** Stands in the total row. */
  summed?: true
  /** A shop sees neither what HQ pays nor what the agency keeps, not even as an empty column. */
  notForShops?: true
}

/** A customer's data in the form in which this reader may take them out of the house (D.5). */
type Shown = (field: Field, text: string | null) => Cell

/** Until grades exist no order has a level or a bonus. */
const NO_GRADE = '-'

/** The columns A to U of F.6. */
const COLUMNS: readonly Column[] = [
  { header: '접수일', width: 12, kind: 'date', cell: (order) => new Date(order.placedAtMs) },
  { header: '판매점', width: 20, cell: (order) => order.shopName },
  { header: '정책명', width: 26, cell: (order) => order.policyTitle },
  { header: '고객명', width: 12, cell: (order, _, shown) => shown('name', order.customerName) },
  {
    header: '생년월일(마스킹)',
    width: 16,
    cell: (order, _, shown) => shown('birth', order.birthDate),
  },
  {
    header: '개통번호',
    width: 16,
    cell: (order, _, shown) => shown('phone', order.activatedNumber),
  },
  { header: '주소', width: 26, cell: (order, _, shown) => shown('address', order.address) },
  { header: '통신사', width: 9, cell: (order) => CARRIER_CAPTIONS[order.carrier] },
  { header: '가입유형', width: 11, cell: (order) => JOIN_CAPTIONS[order.joinType] },
  { header: '요금제', width: 22, cell: (order) => order.planName },
  {
    header: '선택약정',
    width: 18,
    cell: ({ supportType, contractMonths }) => contractCaption(supportType, contractMonths),
  },
  { header: '모델명', width: 20, cell: (order) => order.deviceModel },
  { header: 'IMEI1', width: 18, cell: (order, _, shown) => shown('serial', order.imei) },
  { header: 'IMEI2', width: 18, cell: (order, _, shown) => shown('serial', order.imei2) },
  { header: 'EID', width: 34, cell: (order, _, shown) => shown('serial', order.eid) },
  { header: 'USIM 모델', width: 14, cell: (order) => order.simModel },
  {
    header: 'USIM 일련번호',
    width: 22,
    cell: (order, _, shown) => shown('serial', order.simSerial),
  },
  {
    header: '총 수수료',
    width: 14,
    kind: 'won',
    summed: true,
    notForShops: true,
    cell: (_, split) => split.totalWon,
  },
  { header: '그레이드(레벨/보너스)', width: 20, cell: () => NO_GRADE },
  {
    header: '대리점 정산',
    width: 14,
    kind: 'won',
    summed: true,
    notForShops: true,
    cell: (_, split) => split.agencyWon,
  },
  {
    header: '판매점 수수료',
    width: 14,
    kind: 'won',
    summed: true,
    cell: (_, split) => split.shopWon,
  },
]

export type SettlementSheet = {
  spec: SheetSpec
  row(order: SettledOrder, split: Split): Row
}

/** The sheet as this person may see it. */
export function settlementSheet({ tier, grants }: Reader): SettlementSheet {
  const columns = COLUMNS.filter(({ notForShops }) => !(notForShops && tier === 'retail'))
  const viewer = exportViewerOf(tier)
  const shown: Shown = (field, text) => (text && show(field, viewer, text, grants)) || null
  return {
    spec: {
      name: SHEET_NAME,
      columns: columns.map(({ header, width, kind = 'text' }) => ({ header, width, kind })),
      totals: {
        label: TOTAL,
        labelColumn: 0,
        sumColumns: columns.flatMap(({ summed }, index) => (summed ? [index] : [])),
      },
    },
    row: (order, split) => columns.map(({ cell }) => cell(order, split, shown)),
  }
}

type Reader = { tier: Tier; grants: readonly Grant[] }

import { type SQL, sql } from 'drizzle-orm'
import { type Decode, float, integer, nullable, oneOf, type RowOf, text } from '#db/values.ts'
import { CARRIERS, JOIN_TYPES, SUPPORT_TYPES, type SupportType } from '#db/words.ts'
import type { Field } from '../access/disclosure.ts'
import {
  CARRIER_CAPTIONS,
  JOIN_CAPTIONS,
  monthsCaption,
  SUPPORT_CAPTIONS,
} from '../trade-captions.ts'
import type { Cell, ColumnKind } from '../xlsx/cell-xml.ts'

/**
 * The SQL source and the decoder of each value of an order. In the statement of `settled-orders.ts`, `o` is the
 * order, `p` its policy and `s` the sums of its lines. A new column of the sheet is an entry in COLUMNS, and one
 * here if its source is new.
 */
const SOURCES = {
  id: [sql`o.id`, text],
  placedAtMs: [sql`(extract(epoch from o.placed_at) * 1000)::float8`, float],
  shopName: [sql`o.retail_name`, text],
  policyTitle: [sql`p.title`, text],
  customerName: [sql`o.customer_name`, text],
  birthDate: [sql`o.form ->> 'birth_date'`, nullable(text)],
  activatedNumber: [sql`o.activated_number`, nullable(text)],
  address: [sql`o.form ->> 'customer_address'`, nullable(text)],
  carrier: [sql`o.carrier`, oneOf(CARRIERS)],
  joinType: [sql`o.join_type`, oneOf(JOIN_TYPES)],
  planName: [sql`o.plan_name`, text],
  supportType: [sql`o.support_type`, oneOf(SUPPORT_TYPES)],
  contractMonths: [sql`o.contract_months`, integer],
  deviceModel: [sql`o.form ->> 'device_model'`, nullable(text)],
  imei: [sql`o.form ->> 'imei'`, nullable(text)],
  imei2: [sql`o.form ->> 'imei2'`, nullable(text)],
  eid: [sql`o.form ->> 'eid'`, nullable(text)],
  simModel: [sql`o.form ->> 'sim_model'`, nullable(text)],
  simSerial: [sql`o.form ->> 'sim_serial'`, nullable(text)],
  // G and S as pinned when the order was placed: what HQ and the agency promised.
  grossWon: [sql`o.gross_won`, integer],
  shopWon: [sql`o.shop_won`, integer],
  // Sums of the order's lines, SIM included: HQ → agency and agency → shop.
  hqLinesWon: [sql`s.hq_won`, integer],
  shopLinesWon: [sql`s.shop_won`, integer],
} as const satisfies Record<string, readonly [SQL, Decode<unknown>]>
type Sources = typeof SOURCES

/** The columns of the statement, each under its name. */
export const SETTLED_COLUMNS: SQL = sql.join(
  Object.entries(SOURCES).map(([name, [source]]) => sql`${source} as ${sql.identifier(name)}`),
  sql`, `,
)
/** The decoders of these columns. Each name keeps its own. */
export const SETTLED_ORDER = Object.fromEntries(
  Object.entries(SOURCES).map(([name, [, decode]]) => [name, decode]),
) as { [Name in keyof Sources]: Sources[Name][1] }
export type SettledOrder = RowOf<typeof SETTLED_ORDER>

/** The columns R, T and U of an order. */
export type Split = { totalWon: number; agencyWon: number; shopWon: number }

type Column = {
  header: string
  width: number
  kind?: ColumnKind
  cell(order: SettledOrder, split: Split, shown: Shown): Cell
  /** Summed in the total row. */
  summed?: true
  /** Hidden from shops, which may see neither what HQ pays nor what the agency keeps, not even an empty column. */
  notForShops?: true
}

/** A customer's data as this reader may export them (D.5). */
export type Shown = (field: Field, text: string | null) => Cell

/** `선택약정 24개월`; 0 months means no contract. */
const contractCaption = (support: SupportType, months: number): string =>
  months === 0 ? monthsCaption(0) : `${SUPPORT_CAPTIONS[support]} ${monthsCaption(months)}`

/** Grades do not exist yet, so no order has a level or a bonus. */
const NO_GRADE = '-'

/** The columns A to U of F.6. */
export const COLUMNS: readonly Column[] = [
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

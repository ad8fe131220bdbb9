import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { type Axes, fixes } from '../policies/axes.ts'
import {
  CARRIER_CAPTIONS,
  JOIN_CAPTIONS,
  monthsCaption,
  SUPPORT_CAPTIONS,
} from '../trade-captions.ts'
import type { Row, SheetSpec } from '../xlsx/sheet-xml.ts'
import type { Asked, Workbook } from '../xlsx/workbook.ts'
import type { ImpactResult } from './contract.ts'
import { impactFor } from './queries.ts'
import type { Reason } from './tally.ts'

// The result of a replay as a sheet: all of it, each agency, and the combinations without a price.

type Filters = { impactId?: string | undefined }

const WON = { width: 16, kind: 'won' } as const
const COUNT = { width: 12, kind: 'integer' } as const
const TEXT = { kind: 'text' } as const
const SHEET: SheetSpec = {
  name: '정책 영향',
  columns: [
    { header: '구분', width: 12, ...TEXT },
    { header: '이름', width: 40, ...TEXT },
    { header: '주문', ...COUNT },
    { header: '단가 없는 주문', ...COUNT },
    { header: '받지 않는 주문', ...COUNT },
    { header: '지급한 금액', ...WON },
    { header: '이 정책의 금액', ...WON },
    { header: '차이', ...WON },
    { header: '까닭', width: 24, ...TEXT },
    { header: '주문번호 예', width: 18, ...TEXT },
  ],
}

export const impactWorkbook: Workbook<Filters> = {
  name: SHEET.name,
  spec: () => SHEET,
  count: async (ctx, asked) => rowsOf(await resultFor(ctx, asked)).length,
  async *batches(ctx, asked) {
    yield rowsOf(await resultFor(ctx, asked))
  },
}

/** A complete replay of the own HQ. Throws `not_found`, also once its draft is gone. */
async function resultFor(ctx: Ctx, { filters }: Asked<Filters>): Promise<ImpactResult> {
  const { status, result } = await impactFor(ctx, filters.impactId ?? '')
  if (status !== 'completed') throw unfinished(status)
  // The job stored it as this type, and the table has no other writer.
  return result as ImpactResult
}

export const unfinished = (status: string) =>
  new AppError('invalid_transition', `This replay is ${status}. Export one that is completed.`, {
    facts: { status },
  })

const rowsOf = ({ totals, agencies, unmatched }: ImpactResult): Row[] => [
  sumRow('합계', '', totals),
  ...agencies.map((agency) => sumRow('협력사', agency.name, agency)),
  ...unmatched.map(
    ({ place, deviceName, planFeeWon, orders, beforeWon, reason, sample }): Row => [
      ...['단가 없음', placeText(place, deviceName, planFeeWon), orders, orders, 0, beforeWon],
      ...[null, null, REASON_CAPTIONS[reason], sample],
    ],
  ),
]

function sumRow(
  kind: string,
  name: string,
  sums: ImpactResult['totals'] | ImpactResult['agencies'][number],
): Row {
  const { orders, unmatched, closed, beforeWon, afterWon } = sums
  return [kind, name, orders, unmatched, closed, beforeWon, afterWon, afterWon - beforeWon]
}

const REASON_CAPTIONS: Record<Reason, string> = {
  carrier: '정책에 없는 통신사',
  months: '정책에 없는 약정',
  band: '맞는 요금제 구간 없음',
  device: '기기를 적지 않은 주문',
  cell: '단가 없음',
  tie: '두 칸이 겹침',
  addition: '정책에 없는 부가서비스',
}

/** `SKT · 99,000원 · S26 · 번호이동 · 공통지원금 · 24개월 · 법인` */
function placeText(place: Axes, deviceName: string | null, planFeeWon: number | null): string {
  const { carrier, bandWon, planGroup, deviceGroup, joinType, supportType, months, segment } = place
  const fee = bandWon ?? planFeeWon
  return [
    carrier === 'all' ? '모든 통신사' : CARRIER_CAPTIONS[carrier],
    planGroup ?? (fee === null ? undefined : `${fee.toLocaleString('ko-KR')}원`),
    fixes(place, 'deviceId') ? deviceName : deviceGroup,
    joinType && JOIN_CAPTIONS[joinType],
    supportType && SUPPORT_CAPTIONS[supportType],
    months === undefined ? undefined : monthsCaption(months),
    segment && (segment === 'business' ? '법인' : '개인'),
  ]
    .filter(Boolean)
    .join(' · ')
}

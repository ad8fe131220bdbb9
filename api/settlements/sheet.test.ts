import { describe, expect, test } from 'vitest'
import type { Grant, Tier } from '#db/words.ts'
import { settlementSheet, splitOf } from './sheet.ts'
import type { SettledOrder } from './sheet-columns.ts'

/** The order of C.2 with a prepaid SIM. */
const order: SettledOrder = {
  id: '01900000-0000-7000-8000-000000000001',
  placedAtMs: Date.parse('2026-11-20T15:30:00Z'),
  shopName: '가온 판매점',
  policyTitle: '11월 SKT 번호이동',
  customerName: '홍길동',
  birthDate: '1990-04-05',
  activatedNumber: '01012341234',
  address: '서울특별시 강남구 테헤란로 1',
  carrier: 'skt',
  joinType: 'mnp',
  planName: '5GX 프라임',
  supportType: 'selective',
  contractMonths: 24,
  deviceModel: 'SM-S931N',
  imei: '356938035643809',
  imei2: null,
  eid: '89033023422120000000000012345678',
  simModel: 'NFC',
  simSerial: '8982050012345678901',
  grossWon: 400_000,
  shopWon: 300_000,
  hqLinesWon: 407_700,
  shopLinesWon: 307_700,
}

function shown(tier: Tier, ...grants: Grant[]) {
  const { spec, row } = settlementSheet({ tier, grants })
  const split = splitOf(order)
  if (!split) throw new Error('the order does not add up')
  const cells = row(order, split)
  return Object.fromEntries(spec.columns.map(({ header }, index) => [header, cells[index]]))
}

test('the columns are A to U, in order', () => {
  expect(
    settlementSheet({ tier: 'hq', grants: [] }).spec.columns.map(({ header }) => header),
  ).toEqual([
    '접수일',
    '판매점',
    '정책명',
    '고객명',
    '생년월일(마스킹)',
    '개통번호',
    '주소',
    '통신사',
    '가입유형',
    '요금제',
    '선택약정',
    '모델명',
    'IMEI1',
    'IMEI2',
    'EID',
    'USIM 모델',
    'USIM 일련번호',
    '총 수수료',
    '그레이드(레벨/보너스)',
    '대리점 정산',
    '판매점 수수료',
  ])
})

test('HQ gets the example of C.2 as one row that adds up', () => {
  expect(shown('hq')).toEqual({
    접수일: new Date(order.placedAtMs),
    판매점: '가온 판매점',
    정책명: '11월 SKT 번호이동',
    고객명: '홍*동',
    '생년월일(마스킹)': '90****',
    개통번호: '010-****-1234',
    주소: '서울특별시 강남구',
    통신사: 'SKT',
    가입유형: '번호이동',
    요금제: '5GX 프라임',
    선택약정: '선택약정 24개월',
    모델명: 'SM-S931N',
    IMEI1: '356938035643809',
    IMEI2: null,
    EID: '89033023422120000000000012345678',
    'USIM 모델': 'NFC',
    'USIM 일련번호': '8982050012345678901',
    '총 수수료': 407_700,
    '그레이드(레벨/보너스)': '-',
    '대리점 정산': 100_000,
    '판매점 수수료': 307_700,
  })
})

test('an agency sees the same amounts but only the ends of serial numbers', () => {
  expect(shown('agency')).toMatchObject({
    IMEI1: '*********643809',
    EID: '**************************345678',
    'USIM 일련번호': '*************678901',
    '총 수수료': 407_700,
    '대리점 정산': 100_000,
    '판매점 수수료': 307_700,
  })
})

test.each(['hq', 'agency', 'retail'] as const)(
  '%s sees unmasked names with a grant, and nothing else unmasked',
  (tier) => {
    expect(shown(tier, 'pii.export')).toEqual({ ...shown(tier), 고객명: '홍길동' })
    expect(shown(tier, 'pii.view', 'health.view')).toEqual(shown(tier))
  },
)

describe('a shop', () => {
  test('has no columns for what HQ pays and the agency keeps', () => {
    const { columns, totals } = settlementSheet({ tier: 'retail', grants: [] }).spec
    const headers = columns.map(({ header }) => header)
    expect(headers).not.toContain('총 수수료')
    expect(headers).not.toContain('대리점 정산')
    expect(headers.at(-1)).toBe('판매점 수수료')
    expect(totals?.sumColumns).toEqual([headers.length - 1])
  })

  test('gets only its own amount in its row', () => {
    const amounts = Object.values(shown('retail')).filter((cell) => typeof cell === 'number')
    expect(amounts).toEqual([307_700])
  })
})

test('the totals are in columns R, T and U', () => {
  const { columns, totals } = settlementSheet({ tier: 'hq', grants: [] }).spec
  expect(totals?.sumColumns.map((index) => columns[index]?.header)).toEqual([
    '총 수수료',
    '대리점 정산',
    '판매점 수수료',
  ])
})

test('an order whose lines do not match its pinned amounts has no split', () => {
  expect(splitOf({ ...order, shopLinesWon: 300_000 })).toBeUndefined()
  expect(splitOf({ ...order, hqLinesWon: 415_400 })).toBeUndefined()
  expect(splitOf({ ...order, hqLinesWon: 392_300, shopLinesWon: 292_300 })).toEqual({
    totalWon: 392_300,
    agencyWon: 100_000,
    shopWon: 292_300,
  })
})

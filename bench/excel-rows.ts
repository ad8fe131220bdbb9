import type { Row, SheetSpec } from '#api/xlsx/sheet-xml.ts'

const BATCH = 2_000
const MINUTE_MS = 60_000

/** The columns of the settlement export in its order; won and dates typed, identifiers as text. */
export const SETTLEMENT_SHEET: SheetSpec = {
  name: '정산내역',
  columns: [
    { header: '접수일', width: 17, kind: 'datetime' },
    { header: '판매점', width: 20, kind: 'text' },
    { header: '정책명', width: 30, kind: 'text' },
    { header: '고객명', width: 10, kind: 'text' },
    { header: '생년월일', width: 12, kind: 'text' },
    { header: '개통번호', width: 15, kind: 'text' },
    { header: '주소', width: 40, kind: 'text' },
    { header: '통신사', width: 8, kind: 'text' },
    { header: '가입유형', width: 10, kind: 'text' },
    { header: '요금제', width: 16, kind: 'text' },
    { header: '선택약정', width: 16, kind: 'text' },
    { header: '모델명', width: 12, kind: 'text' },
    { header: 'IMEI1', width: 17, kind: 'text' },
    { header: 'IMEI2', width: 17, kind: 'text' },
    { header: 'EID', width: 34, kind: 'text' },
    { header: 'USIM 모델', width: 12, kind: 'text' },
    { header: 'USIM 일련번호', width: 20, kind: 'text' },
    { header: '총 수수료', width: 14, kind: 'won' },
    { header: '그레이드', width: 14, kind: 'text' },
    { header: '대리점 정산', width: 14, kind: 'won' },
    { header: '판매점 수수료', width: 14, kind: 'won' },
  ],
  totals: { label: '합계', labelColumn: 0, sumColumns: [17, 19, 20] },
}

/** Invented settlement rows, the same in every run, in batches like those of a cursor. */
export async function* settlementRows(count: number): AsyncGenerator<Row[]> {
  let seed = 1
  const below = (limit: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return (seed >>> 8) % limit
  }
  for (let first = 0; first < count; first += BATCH) {
    const length = Math.min(BATCH, count - first)
    yield Array.from({ length }, (_, index) => settlementRow(first + index, below))
  }
}

function settlementRow(number: number, below: (limit: number) => number): Row {
  const gross = below(800) * 1_000 + 7_700
  const shop = Math.floor(gross * 0.7)
  const imei = () => `35${String(below(10_000_000)).padStart(13, '0')}`
  return [
    new Date(Date.UTC(2026, 0, 1) + number * MINUTE_MS),
    `행복통신 ${below(300)}호점`,
    `2026년 ${1 + below(12)}월 갤럭시 특가 정책`,
    `${'김이박최정강'.charAt(below(6))}**`,
    `19${60 + below(39)}-**-**`,
    `010-****-${1_000 + below(9_000)}`,
    `서울특별시 강남구 테헤란로 ${below(500)} ${1 + below(20)}층`,
    ['SKT', 'KT', 'LG U+'][below(3)] ?? null,
    ['번호이동', '기기변경', '신규'][below(3)] ?? null,
    `5G 프리미어 ${below(9)}`,
    `선택약정 ${12 * (1 + below(2))}개월`,
    `SM-S93${below(9)}N`,
    imei(),
    below(3) === 0 ? imei() : null,
    `8904${imei()}${imei()}`.slice(0, 32),
    `USIM-${below(10)}`,
    `8982${imei()}`,
    gross,
    `L${below(5)} / ${below(9) * 10_000}`,
    gross - shop,
    shop,
  ]
}

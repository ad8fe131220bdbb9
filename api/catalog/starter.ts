import { CARRIERS, type Carrier } from '#db/words.ts'
import type { Cells } from './import-row.ts'

// An invented catalogue to begin with, as the rows of an import: names and amounts are examples, to be corrected
// or removed. `hq:create` and the empty screen offer the same one.

const PLANS = [
  ['5G 프리미엄 105', 105_000, '5G'],
  ['5G 스탠다드 77', 77_000, '5G'],
  ['5G 라이트 55', 55_000, '5G'],
  ['LTE 베이직 33', 33_000, 'LTE'],
] as const

const DEVICES = [
  ['가온', '별 S1', 'EX-S100', '256GB', 1_155_000, '블랙 #1A1A1A, 화이트 #F5F5F5, 블루 #3B5B8C'],
  ['가온', '별 S1 플러스', 'EX-S101', '256GB', 1_353_000, '블랙 #1A1A1A, 화이트 #F5F5F5'],
  ['가온', '별 S1 울트라', 'EX-S102', '512GB', 1_837_000, '블랙 #1A1A1A, 실버 #C0C0C8'],
  ['누리폰', '나루 7', 'EX-N700', '256GB', 1_550_000, '블랙 #1A1A1A, 골드 #C8A96A'],
  ['누리폰', '나루 7 미니', 'EX-N701', '128GB', 880_000, '화이트 #F5F5F5, 핑크 #E8B4BC'],
  ['도담', '첫걸음', 'EX-D100', '64GB', 319_000, '블랙 #1A1A1A'],
] as const

/** The rows for these carriers: four plans each, and the devices. */
export const starterRows = (carriers: readonly Carrier[] = CARRIERS): Cells[] =>
  [
    ...carriers.flatMap((carrier) =>
      PLANS.map(([name, fee, category]) => ({
        ...{ kind: 'plan' as const, carrier, name: `예시 ${name}`, fee: String(fee), category },
        description: '기본 목록의 예시예요. 실제 이름과 월정액으로 고쳐 주세요.',
      })),
    ),
    ...DEVICES.map(([manufacturer, name, modelCode, storage, price, colors]) => ({
      ...{ kind: 'device' as const, manufacturer, name: `예시 ${name}`, modelCode },
      ...{ storage, price: String(price), colors },
    })),
  ].map((cells, nth) => ({ row: nth + 1, ...cells }))

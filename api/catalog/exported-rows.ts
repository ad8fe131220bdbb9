import type { Row, SheetSpec } from '../xlsx/sheet-xml.ts'
import type { DeviceValues, PlanValues } from './import-row.ts'

// The catalogue as sheets whose headings an import knows, so that an exported file comes back unchanged.

const CARRIER_TEXT = { skt: 'SKT', kt: 'KT', lgu: 'LG U+' } as const
const text = (header: string, width = 14) => ({ header, width, kind: 'text' as const })
const won = (header: string) => ({ header, width: 14, kind: 'won' as const })
const DAYS = [text('적용 시작일'), text('적용 종료일')]

export const PLAN_SHEET: SheetSpec = {
  name: '요금제',
  columns: [
    text('통신사', 8),
    text('요금제명', 28),
    won('월정액(원)'),
    text('분류'),
    text('설명', 36),
    ...DAYS,
  ],
}
export const planRows = (plans: readonly PlanValues[]): Row[] =>
  plans.map(({ carrier, name, monthlyFeeWon, category, description, validFrom, validUntil }) => [
    CARRIER_TEXT[carrier],
    ...[name, monthlyFeeWon, category, description, validFrom, validUntil],
  ])

export const DEVICE_SHEET: SheetSpec = {
  name: '단말기',
  columns: [
    text('제조사'),
    text('기기명', 24),
    text('모델코드', 16),
    text('용량', 10),
    won('출고가(원)'),
    text('색상', 16),
    text('색상코드', 10),
    ...DAYS,
  ],
}
/** A row for each storage and each colour of a model, side by side; the import joins them again. */
export const deviceRows = (devices: readonly DeviceValues[]): Row[] =>
  devices.flatMap(({ manufacturer, name, modelCode, storages, palette, validFrom, validUntil }) =>
    Array.from({ length: Math.max(1, storages.length, palette.length) }, (_, nth) => {
      const [storage, color] = [storages[nth], palette[nth]]
      return [
        ...[manufacturer, name, modelCode, storage?.name ?? null, storage?.priceWon ?? null],
        ...[color?.name ?? null, color?.code ?? null, validFrom, validUntil],
      ]
    }),
  )

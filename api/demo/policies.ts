import type { Cell } from '#db/schema/policies.ts'
import type { CellCarrier } from '#db/words.ts'
import { addMonths, startOfDay } from '../calendar.ts'
import { DEFAULT_FORM } from '../forms/fields.ts'
import type { Platform } from '../platform/platform.ts'
import { publishPolicy, setAgencyRates } from '../policies/commands.ts'
import { PublishPolicy } from '../policies/contract.ts'
import { ctxOf, type DemoTree, once } from './network.ts'

const BANDS = [55_000, 77_000, 99_000, 121_000, 143_000]
const MONTHS = [0, 12, 24, 36] as const
/** HQ's amounts at 24 months; SKT · 99K is the 400,000 of domain.md C.2. */
const AT_24: Record<CellCarrier, readonly number[]> = {
  skt: [240_000, 320_000, 400_000, 440_000, 480_000],
  kt: [220_000, 268_000, 360_000, 410_000, 428_000],
  lgu: [200_000, 260_000, 341_000, 392_000, 410_000],
  all: [180_000, 220_000, 260_000, 300_000, 320_000],
}
const OF_24: Record<number, number> = { 0: 0.35, 12: 0.6, 24: 1, 36: 1.05 }

const matrix = (carriers: readonly CellCarrier[]): Cell[] =>
  carriers.flatMap((carrier) =>
    BANDS.flatMap((bandWon, i) =>
      MONTHS.map((months) => ({
        carrier,
        bandWon,
        months,
        amountWon: thousands((AT_24[carrier][i] ?? 0) * (OF_24[months] ?? 1)),
      })),
    ),
  )
const thousands = (won: number) => Math.round(won / 1000) * 1000

/** Midnight in Seoul at the start of a month, as an exclusive end. */
const endsBefore = (month: string) => startOfDay(`${month}-01`).toISOString()

export type DemoPolicy = { id: string; carriers: CellCarrier[] }

/** Publishes the policies of the HQ and sets what each agency pays its shops. */
export async function publishDemoPolicies(platform: Platform, tree: DemoTree, month: string) {
  const targets = tree.agencies.map(({ actor }) => actor.companyId)
  const sheets = [
    {
      title: '5G 프리미엄',
      carrier: 'all',
      joinType: 'all',
      carriers: ['skt', 'kt', 'lgu'],
      validTo: null,
    },
    {
      title: 'SKT 번호이동 특별',
      carrier: 'skt',
      joinType: 'mnp',
      carriers: ['skt'],
      validTo: endsBefore(addMonths(month, 5)),
    },
    {
      title: 'KT 기기변경 가을',
      carrier: 'kt',
      joinType: 'device_change',
      carriers: ['kt'],
      validTo: endsBefore(addMonths(month, 4)),
    },
  ] as const
  const published: DemoPolicy[] = []
  for (const { carriers, ...sheet } of sheets) {
    const cells = matrix(carriers)
    const { id } = await publishPolicy(
      once(platform, tree.hq),
      PublishPolicy.parse({
        ...sheet,
        kind: sheet.title.includes('특별') ? 'special' : 'normal',
        bandsWon: BANDS,
        months: [...MONTHS],
        cells,
        form: DEFAULT_FORM.map((entry) => ({ ...entry })),
        targets,
      }),
    )
    published.push({ id, carriers: [...carriers] })
    for (const { actor, shareOfGross } of tree.agencies)
      await setAgencyRates(ctxOf(platform, actor), id, {
        basedOn: 0,
        rules: [],
        defaultWon: null,
        overrides: [],
        cells: cells.map((cell) => ({
          ...cell,
          months: cell.months as (typeof MONTHS)[number],
          amountWon: thousands(cell.amountWon * shareOfGross),
        })),
      })
  }
  return published
}

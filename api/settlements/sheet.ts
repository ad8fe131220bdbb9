import type { Grant, Tier } from '#db/words.ts'
import { exportViewerOf, show } from '../access/disclosure.ts'
import type { Row, SheetSpec } from '../xlsx/sheet-xml.ts'
import { COLUMNS, type SettledOrder, type Shown, type Split } from './sheet-columns.ts'

export const SHEET_NAME = '정산내역'
const TOTAL = '합계'

/** The fact that marks an order whose amounts do not add up. */
export const UNBALANCED = 'unbalanced'

/**
 * The agency's part comes from the order, the other two from the lines, so the sum is a real check: undefined
 * when they do not match.
 */
export function splitOf(order: SettledOrder): Split | undefined {
  const agencyWon = order.grossWon - order.shopWon
  const { hqLinesWon: totalWon, shopLinesWon: shopWon } = order
  return totalWon === agencyWon + shopWon ? { totalWon, agencyWon, shopWon } : undefined
}

export type SettlementSheet = {
  spec: SheetSpec
  row(order: SettledOrder, split: Split): Row
}

/** The sheet with the columns that this person may see. */
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

import { NOTHING_SET, PLAIN_SHEET } from '#api/policies/plain-sheet.ts'
import { indexGross, indexShares, priceOf } from '#api/policies/rebate.ts'
import type { Tier } from '#db/words.ts'
import type { Catalogue } from '../../lib/i18n/catalogue.ts'

type Word = keyof Catalogue['landing']
type Board = {
  tier: Tier
  look: 'one' | 'two' | 'three'
  who: Word
  name: Word
  cells: { word: Word; won: number; paid?: true }[]
}

/** The order of the example, priced by the product's own rule. */
const EXAMPLE = priceOf(
  indexGross({
    ...{ carrier: 'skt', rounding: 'up', bandsWon: [99_000], months: [24] },
    ...PLAIN_SHEET,
    ...{ cells: [], flatWon: 400_000, agencyOverrides: [], simAdjustmentWon: 7_700 },
  }),
  indexShares({ ...NOTHING_SET, defaultWon: 300_000 }),
  {
    ...{ agencyId: 'agency', retailId: 'shop', carrier: 'skt' },
    ...{ planId: 'plan', planFeeWon: 99_000, deviceId: null, joinType: 'mnp' },
    ...{ supportType: 'none', segment: 'individual', months: 24 },
    ...{ simType: 'prepaid', additions: [] },
  },
)
if ('refused' in EXAMPLE) throw new Error('the example has a price')
const { grossWon: MATRIX_WON, shopWon: SHOP_WON, simWon: SIM_WON } = EXAMPLE
const MARGIN_WON = MATRIX_WON - SHOP_WON
const TO_AGENCY = MATRIX_WON + SIM_WON
const TO_SHOP = SHOP_WON + SIM_WON

/** One order's amount on its way down: what one company pays is what the next one receives. */
export const BOARDS: readonly Board[] = [
  {
    tier: 'hq',
    look: 'one',
    who: 'hq',
    name: 'hq_name',
    cells: [
      { word: 'cell_matrix', won: MATRIX_WON },
      { word: 'cell_sim', won: SIM_WON },
      { word: 'paid_to_agency', won: TO_AGENCY, paid: true },
    ],
  },
  {
    tier: 'agency',
    look: 'two',
    who: 'agency',
    name: 'agency_name',
    cells: [
      { word: 'received', won: TO_AGENCY, paid: true },
      { word: 'margin', won: MARGIN_WON },
      { word: 'paid_to_shop', won: TO_SHOP, paid: true },
    ],
  },
  {
    tier: 'retail',
    look: 'three',
    who: 'shop',
    name: 'shop_name',
    cells: [
      { word: 'received', won: TO_SHOP, paid: true },
      { word: 'balance_after', won: 1_612_300 },
    ],
  },
]

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

const MATRIX_WON = 400_000
const SIM_WON = 7_700
const MARGIN_WON = 100_000
const TO_AGENCY = MATRIX_WON + SIM_WON
const TO_SHOP = TO_AGENCY - MARGIN_WON

/** One order's amount on its way down: what a company pays is what the next one receives. */
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

import type { FaultCode } from './import-row.ts'

/** What to do about a refused row, for programs; the screen has its own words for each code. */
export const FIXES: Record<FaultCode, string> = {
  required: 'The cell is empty: fill it in, or leave the row out.',
  unknown_carrier: 'Write SKT, KT or LG U+.',
  other_carrier: 'The name is that of another carrier: correct the carrier or the name.',
  repeated: 'The same name stands in an earlier row: leave one of the two out.',
  not_won: 'The amount is no number: write the won, or leave the row out.',
  not_positive: 'The amount must be more than 0 won.',
  no_unit: 'The amount is too small for won: write all of its digits, 89,000 and not 89.',
  too_large: 'The amount is too large: check its digits.',
  not_a_day: 'Write the day as 2026-12-01.',
  before_start: 'The last day comes before the first: correct one of them.',
  colors_repeated: 'A colour stands twice: leave one out.',
  not_a_color: 'Write the colour code as #RRGGBB, or leave it out.',
  too_many: 'There are too many: split the row.',
  differs:
    'An earlier row of the same model says another: give the model another name, or correct one.',
  too_long: 'A name is too long: shorten it.',
}

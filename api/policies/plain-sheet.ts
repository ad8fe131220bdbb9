import { NO_LIMITS } from './margin.ts'

/** What a sheet of carrier, band and contract alone does not have. */
export const PLAIN_SHEET = {
  ...NO_LIMITS,
  planGroups: [],
  deviceGroups: [],
  closed: [],
  lowestWon: 0,
  additions: [],
}

/** An agency's prices without any amount: all of HQ's are passed on. */
export const NOTHING_SET = { cells: [], rules: [], defaultWon: null, overrides: [], shopCells: [] }

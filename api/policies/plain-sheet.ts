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

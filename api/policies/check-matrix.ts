import { AppError, type FieldError } from '../errors.ts'
import { type Axes, nameOf } from './axes.ts'
import type { PublishPolicy } from './contract.ts'
import { fixedTwiceBy } from './fixed-twice.ts'
import { NO_LIMITS } from './margin.ts'
import { PLACES_MAX } from './matrix-contract.ts'
import { countSpots } from './price-table.ts'
import { indexGross } from './rebate.ts'
import { tiesIn } from './ties.ts'

type Input = Pick<
  PublishPolicy,
  | 'rounding'
  | 'bandsWon'
  | 'bandLabels'
  | 'months'
  | 'planGroups'
  | 'deviceGroups'
  | 'cells'
  | 'closed'
  | 'lowestWon'
  | 'additions'
  | 'flatWon'
  | 'agencyOverrides'
  | 'simAdjustmentWon'
>
type Say = (path: string, code: string, message: string) => void

/** Ties named in one answer. */
const TIES_MAX = 20

/**
 * Checks what a schema cannot express about a matrix: the order of bands, cells outside the matrix, amounts
 * below the lowest, and orders for which two cells would count.
 */
export function checkMatrix(input: Input): void {
  const errors: FieldError[] = []
  const say: Say = (path, code, message) => errors.push({ path, code, message })
  checkBands(input, say)
  checkGroups(input, say)
  input.cells.forEach((cell, i) => {
    checkAxes(input, cell, `cells.${i}`, say)
    if (cell.amountWon < input.lowestWon)
      say(`cells.${i}.amountWon`, 'below_lowest', `At least ${input.lowestWon}, see lowestWon.`)
  })
  for (const [i, cell] of input.closed.entries()) checkAxes(input, cell, `closed.${i}`, say)
  input.additions.forEach(({ amountWon }, i) => {
    if (amountWon < input.lowestWon)
      say(`additions.${i}.amountWon`, 'below_lowest', `At least ${input.lowestWon}, see lowestWon.`)
  })
  if (input.cells.length === 0 && input.flatWon === null && input.agencyOverrides.length === 0)
    say('cells', 'required', 'Price at least one combination.')
  // Ties are sought among cells that are right on their own.
  if (errors.length === 0) checkTies(input, say)
  if (errors.length > 0)
    throw new AppError('invalid_input', 'Some fields need another value; see errors.', { errors })
}

function checkBands({ bandsWon, bandLabels }: Input, say: Say) {
  bandsWon.forEach((band, i) => {
    if (band <= (bandsWon[i - 1] ?? 0))
      say(`bandsWon.${i}`, 'not_ascending', 'Bands must ascend, each once.')
  })
  bandLabels.forEach(({ bandWon }, i) => {
    if (!bandsWon.includes(bandWon))
      say(`bandLabels.${i}.bandWon`, 'unknown_band', 'Not one of bandsWon.')
  })
}

/** Nothing is in two groups: their cells would tie for it. */
function checkGroups({ planGroups, deviceGroups }: Input, say: Say) {
  const once = (path: string, groups: { ids: readonly string[] }[]) => {
    const seen = new Set<string>()
    groups.forEach(({ ids }, i) => {
      if (ids.some((id) => seen.has(id)))
        say(`${path}.${i}`, 'in_two_groups', 'Something in this group is in an earlier one too.')
      for (const id of ids) seen.add(id)
    })
  }
  once(
    'planGroups',
    planGroups.map(({ planIds }) => ({ ids: planIds })),
  )
  once(
    'deviceGroups',
    deviceGroups.map(({ deviceIds }) => ({ ids: deviceIds })),
  )
}

function checkAxes(input: Input, cell: Axes, path: string, say: Say) {
  const { bandWon, months, planGroup, deviceGroup } = cell
  if (bandWon !== undefined && !input.bandsWon.includes(bandWon))
    say(`${path}.bandWon`, 'unknown_band', 'Not one of bandsWon.')
  if (months !== undefined && !input.months.some((one) => one === months))
    say(`${path}.months`, 'unknown_months', 'Not one of months.')
  if (planGroup !== undefined && !input.planGroups.some(({ name }) => name === planGroup))
    say(`${path}.planGroup`, 'unknown_group', 'Not the name of one of planGroups.')
  if (deviceGroup !== undefined && !input.deviceGroups.some(({ name }) => name === deviceGroup))
    say(`${path}.deviceGroup`, 'unknown_group', 'Not the name of one of deviceGroups.')
  for (const { path: at, code, message } of fixedTwiceBy(cell, path)) say(at, code, message)
}

function checkTies(input: Input, say: Say) {
  const cells: Axes[] = [...input.cells, ...input.closed]
  const { groupOfDevice, ...sheet } = indexGross({ ...input, ...NO_LIMITS, carrier: 'all' })
  const places = countSpots({ ...sheet, groupOfDevice }, null, ['all'])
  // A matrix of which no table can be made is not worth the search.
  if (places > PLACES_MAX)
    return say(
      'cells',
      'too_many_places',
      `These axes make ${places} places per carrier; at most ${PLACES_MAX}. Split the sheet.`,
    )
  const twice = new Set(input.cells.map(nameOf))
  input.closed.forEach((cell, i) => {
    if (twice.has(nameOf(cell)))
      say(`closed.${i}`, 'has_amount', 'A cell has an amount for exactly this place.')
  })
  for (const { first, second, exact } of tiesIn(cells, groupOfDevice, TIES_MAX))
    say(
      pathOf(input, first),
      'tie',
      `Neither this nor ${pathOf(input, second)} is more specific. Add a cell for ${JSON.stringify(exact)}.`,
    )
}

/** Where a cell stands in the request. */
function pathOf({ cells, closed }: Input, cell: Axes): string {
  const at = cells.findIndex((one) => nameOf(one) === nameOf(cell))
  return at === -1
    ? `closed.${closed.findIndex((one) => nameOf(one) === nameOf(cell))}`
    : `cells.${at}`
}

import { AppError, type FieldError } from '../errors.ts'
import type { PublishPolicy } from './contract.ts'
import { contradict } from './margin.ts'

type Input = Pick<
  PublishPolicy,
  'marginFloorWon' | 'marginCeilingWon' | 'lowestWon' | 'cells' | 'flatWon' | 'agencyOverrides'
>

/** Amounts named in one answer. */
const ERRORS_MAX = 50

/** Checks that every amount leaves room for a shop's once the agency keeps what HQ demands. */
export function checkLimits(input: Input): void {
  const errors = [...orderErrors(input), ...roomErrors(input)]
  if (errors.length > 0)
    throw new AppError('invalid_input', 'Some fields need another value; see errors.', {
      errors: errors.slice(0, ERRORS_MAX),
    })
}

const orderErrors = (input: Input): FieldError[] =>
  contradict(input)
    ? [
        {
          path: 'marginFloorWon',
          code: 'above_ceiling',
          message: `At most ${input.marginCeilingWon}, see marginCeilingWon.`,
        },
      ]
    : []

/** An agency that may not pay less than the lowest amount and must keep the floor could price no such place. */
function roomErrors({
  marginFloorWon: floorWon,
  lowestWon,
  cells,
  flatWon,
  agencyOverrides,
}: Input): FieldError[] {
  if (floorWon === null) return []
  const amounts = [
    ...cells.map(({ amountWon }, i) => ({ path: `cells.${i}.amountWon`, amountWon })),
    ...(flatWon === null ? [] : [{ path: 'flatWon', amountWon: flatWon }]),
    ...agencyOverrides.map(({ amountWon }, i) => ({
      ...{ path: `agencyOverrides.${i}.amountWon`, amountWon },
    })),
  ]
  return amounts
    .filter(({ amountWon }) => amountWon - floorWon < lowestWon)
    .map(({ path }) => ({
      ...{ path, code: 'below_floor' },
      message: `At least ${lowestWon + floorWon}: an agency must keep ${floorWon}, and no shop gets less than ${lowestWon}. Raise it, close the place, or lower marginFloorWon or lowestWon.`,
    }))
}

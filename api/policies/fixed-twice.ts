import type { FieldError } from '../errors.ts'
import type { Axes } from './axes.ts'

/** The fields by which cells fix an axis twice: the less specific value would be without effect. */
export const fixedTwice = (cells: readonly Axes[], path: string): FieldError[] =>
  cells.flatMap((cell, i) => fixedTwiceBy(cell, `${path}.${i}`))

export function fixedTwiceBy(cell: Axes, path: string): FieldError[] {
  const { bandWon, planGroup, deviceGroup, deviceId } = cell
  const code = 'two_of_one_axis'
  const errors: FieldError[] = []
  if (planGroup !== undefined && bandWon !== undefined)
    errors.push({
      ...{ path: `${path}.bandWon`, code },
      message: 'Fix a group of plans or a band, not both.',
    })
  if (deviceGroup !== undefined && deviceId !== undefined)
    errors.push({
      ...{ path: `${path}.deviceId`, code },
      message: 'Fix a model or its group, not both.',
    })
  return errors
}

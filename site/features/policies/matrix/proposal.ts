import type { UnitWon } from '#api/amount.ts'
import type { Axes } from '#api/policies/axes.ts'
import type { Spot } from '../../../ui/matrix/model.ts'
import type { Change } from './entry.ts'
import { readPrice } from './read-price.ts'

/** What a paste would write, until its unit is known. */
export type Proposal = {
  places: readonly { axes: Axes; text: string }[]
  /** Cells of the block for which the face has no place. */
  outside: number
  /** The units to choose from; empty where the figures leave no doubt. */
  units: readonly UnitWon[]
  from: Spot
  height: number
  width: number
}
/** Heads of the block that fit no row or column, or more than one: nothing is pasted. */
export type Misfit = { misfits: readonly string[] }

/** What the proposal writes if its figures count in a unit. */
export const changesOf = ({ places }: Proposal, unit: UnitWon): Change[] =>
  places.map(({ axes, text }) => ({ axes, content: readPrice(text, unit) }))

import type { Actor } from '../access/actor.ts'
import { AppError } from '../errors.ts'
import type { Taken } from './identifiers.ts'

/** Whether this person may learn which order holds a number: the shop's own, and HQ every one of its tree. */
export const mayLearn = (actor: Actor, holder: { retailId: string } | null): boolean =>
  holder !== null && (actor.tier === 'hq' || holder.retailId === actor.companyId)

/** The refusal of numbers that another live order holds, at their fields; it names only orders of the caller. */
export function takenError(actor: Actor, taken: Taken[]): AppError {
  const errors = taken.map(({ path, holder }) => ({
    path,
    code: 'taken',
    message:
      holder && mayLearn(actor, holder)
        ? `The order ${holder.number} has this number.`
        : 'A live order has this number already.',
  }))
  const known = taken.find(({ holder }) => mayLearn(actor, holder))
  return new AppError('invalid_input', 'Some numbers belong to another live order; see errors.', {
    errors,
    ...(known?.holder ? { facts: { takenBy: known.holder.number } } : {}),
  })
}

import type { FormFacts } from './core.ts'

/** An older birth date is most likely a wrong century. */
const AGE_MAX = 120
/** People are adults from their nineteenth birthday on (민법 제4조). */
export const ADULT_AGE = 19

/** Completed years on a day (만 나이, 민법 제158조). People born on 29 February complete a year on 1 March. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/**
 * The fault of a birth date on the day of the order. A minor is under nineteen and an adult is not; a company
 * has no age and a foreigner may have any. Without `day` there is no check: a browser that does not know the
 * server's day yet leaves it to the server.
 */
export function ageProblem(
  birthDate: string,
  { day, customerType }: Pick<FormFacts, 'day' | 'customerType'>,
): [code: string, message: string] | undefined {
  if (!day) return undefined
  if (birthDate > day) return ['birth_future', 'Nobody is born after today.']
  const age = ageOn(birthDate, day)
  if (age > AGE_MAX) return ['birth_past', `At most ${AGE_MAX} years ago.`]
  if (customerType === 'minor' && age >= ADULT_AGE)
    return ['not_minor', `A minor is under ${ADULT_AGE}: choose another type of customer.`]
  if (customerType === 'adult' && age < ADULT_AGE)
    return ['not_adult', `An adult is at least ${ADULT_AGE}: choose a minor.`]
  return undefined
}

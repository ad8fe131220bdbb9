import { type Axes, nameOf } from '#api/policies/axes.ts'
import { isSame } from './step-payloads.ts'

type Fields = Readonly<Record<string, unknown>>
/** A place that both changed: what this person has, and what the other one stored. */
export type Difference = { key: string; field: string; mine: unknown; theirs: unknown }
export type Choice = 'mine' | 'theirs'

/** The list whose cells are compared one by one. */
const CELLS = 'cells'

/**
 * The places that both changed since `base`, in different ways. What only one of them changed is no question:
 * `merged` takes it.
 */
export const differencesOf = (base: Fields, mine: Fields, theirs: Fields): Difference[] => {
  const [was, here, there] = [base, mine, theirs].map(placesOf) as [Places, Places, Places]
  return [...new Set([...here.keys(), ...there.keys()])].flatMap((key) => {
    const [before, own, other] = [was.get(key), here.get(key), there.get(key)]
    const isQuestion =
      !isSame(own?.value, other?.value) &&
      !isSame(before?.value, own?.value) &&
      !isSame(before?.value, other?.value)
    const field = own?.field ?? other?.field ?? key
    return isQuestion ? [{ key, field, mine: own?.value, theirs: other?.value }] : []
  })
}

/** Both changes in one: where both changed a place, the choice counts, and without one the own value. */
export function merged(
  base: Fields,
  mine: Fields,
  theirs: Fields,
  choices: Readonly<Record<string, Choice>> = {},
): Record<string, unknown> {
  const [was, here, there] = [base, mine, theirs].map(placesOf) as [Places, Places, Places]
  const result: Record<string, unknown> = {}
  const cells: unknown[] = []
  for (const key of new Set([...there.keys(), ...here.keys()])) {
    const isMine = !isSame(was.get(key)?.value, here.get(key)?.value) && choices[key] !== 'theirs'
    const place = isMine ? here.get(key) : there.get(key)
    if (!place || place.value === undefined) continue
    if (place.field === CELLS) cells.push(place.value)
    else result[place.field] = place.value
  }
  if (CELLS in mine || CELLS in theirs) result[CELLS] = cells
  return result
}

type Places = Map<string, { field: string; value: unknown }>

/** Every field, and of the matrix every cell, under a key. */
function placesOf(fields: Fields): Places {
  const places: Places = new Map()
  for (const [field, value] of Object.entries(fields))
    if (field === CELLS && Array.isArray(value))
      for (const cell of value)
        places.set(`${CELLS} ${nameOf(cell as Axes)}`, { field, value: cell })
    else places.set(field, { field, value })
  return places
}

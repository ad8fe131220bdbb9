import { type Axes, nameOf } from '#api/policies/axes.ts'
import { isSame } from './step-payloads.ts'

type Fields = Readonly<Record<string, unknown>>
/** A place that both changed: what this person has, and what the other one stored. */
export type Difference = { key: string; field: string; mine: unknown; theirs: unknown }
export type Choice = 'mine' | 'theirs'

/** The lists whose cells are compared one by one: a place has an amount or takes no order, not both. */
const CELLS = ['cells', 'closed'] as const
type Cells = (typeof CELLS)[number]
const isCells = (field: string): field is Cells => CELLS.some((one) => one === field)
/** How a step stands on a screen is no question: everybody keeps their own. */
const UNASKED = 'layout'

/**
 * The places that both changed since `base`, in different ways. What only one of them changed is no question:
 * `merged` takes it.
 */
export const differencesOf = (base: Fields, mine: Fields, theirs: Fields): Difference[] => {
  const [was, here, there] = [base, mine, theirs].map(placesOf) as [Places, Places, Places]
  return [...new Set([...here.keys(), ...there.keys()])].flatMap((key) => {
    const [before, own, other] = [was.get(key), here.get(key), there.get(key)]
    const field = own?.field ?? other?.field ?? key
    const isQuestion =
      field !== UNASKED &&
      !isSame(own?.value, other?.value) &&
      !isSame(before?.value, own?.value) &&
      !isSame(before?.value, other?.value)
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
  const cells: Record<Cells, unknown[]> = { cells: [], closed: [] }
  for (const key of new Set([...there.keys(), ...here.keys()])) {
    const isMine = !isSame(was.get(key)?.value, here.get(key)?.value) && choices[key] !== 'theirs'
    const place = isMine ? here.get(key) : there.get(key)
    if (!place || place.value === undefined) continue
    if (isCells(place.field)) cells[place.field].push(place.value)
    else result[place.field] = place.value
  }
  for (const field of CELLS) if (field in mine || field in theirs) result[field] = cells[field]
  return result
}

type Places = Map<string, { field: string; value: unknown }>

/** Every field, and of the matrix every cell, under a key. */
function placesOf(fields: Fields): Places {
  const places: Places = new Map()
  for (const [field, value] of Object.entries(fields))
    if (isCells(field) && Array.isArray(value))
      for (const cell of value) places.set(`cells ${nameOf(cell as Axes)}`, { field, value: cell })
    else places.set(field, { field, value })
  return places
}

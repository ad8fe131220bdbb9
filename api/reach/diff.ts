import type { CellCarrier } from '#db/words.ts'
import { axesAt, type Place } from '../policies/axes.ts'
import { canonical } from '../policies/content-hash.ts'

// What one version of a policy changes against another, as its reader sees both.

type Amount = (place: Place) => number | null

/** The amounts that differ, place by place; null: no price. */
export const amountsBetween = <C extends CellCarrier>(
  places: Iterable<Place & { carrier: C }>,
  before: Amount,
  after: Amount,
) =>
  [...places].flatMap((place) => {
    const [old, now] = [before(place), after(place)]
    return old === now ? [] : [{ ...axesAt(place), before: old, after: now }]
  })

/** The terms that differ. Both versions have all of them. */
export const termsBetween = (
  before: Readonly<Record<string, string | number | null>>,
  after: Readonly<Record<string, string | number | null>>,
) =>
  Object.entries(after).flatMap(([key, now]) => {
    const old = before[key]
    return old === undefined || old === now ? [] : [{ key, before: old, after: now }]
  })

type FormChange = { key: string; change: 'added' | 'removed' | 'changed' }
type Field = { key: string }

/** The fields of the order form that came, went or read otherwise. */
export function formBetween(before: readonly Field[], after: readonly Field[]) {
  const was = new Map(before.map((field) => [field.key, field]))
  const is = new Map(after.map((field) => [field.key, field]))
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((key): FormChange[] => {
    const [old, now] = [was.get(key), is.get(key)]
    if (!old) return [{ key, change: 'added' }]
    if (!now) return [{ key, change: 'removed' }]
    return canonical(old) === canonical(now) ? [] : [{ key, change: 'changed' }]
  })
}

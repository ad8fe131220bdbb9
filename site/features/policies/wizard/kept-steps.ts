import { viewPref } from '../../../lib/prefs.ts'
import type { Unsaved } from './saver.ts'

// What is typed and not stored yet stays on this device: the connection may be away, or the page may close.
// It names companies and prices, no person.

/** Copies of another shape are ignored. */
const SHAPE = 2
const prefOf = (id: string) => viewPref(`policy-draft.${id}`)

export function keptSteps(id: string): Unsaved | undefined {
  try {
    const kept: unknown = JSON.parse(prefOf(id).read() ?? 'null')
    return isKept(kept) ? kept.unsaved : undefined
  } catch {
    // A copy that cannot be parsed is ignored.
    return undefined
  }
}

/** Keeps the copy, or removes it once everything is stored. */
export const keepSteps = (id: string, unsaved: Unsaved | undefined): void =>
  prefOf(id).keep(unsaved && JSON.stringify({ shape: SHAPE, unsaved }))

const isKept = (value: unknown): value is { unsaved: Unsaved } =>
  typeof value === 'object' &&
  value !== null &&
  'shape' in value &&
  value.shape === SHAPE &&
  'unsaved' in value

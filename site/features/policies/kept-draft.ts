import { viewPref } from '../../lib/prefs.ts'
import { type Draft, emptyDraft } from './draft.ts'
import { withEntries } from './old-draft.ts'

/**
 * Keeps the draft of a new policy on this device across reloads; it names companies and prices, no person.
 */
const pref = viewPref('policy-draft')
/** Drafts of an unknown shape are ignored; those of shape 1 held their amounts as grids. */
const SHAPE = 2

export function keptDraft(): { draft: Draft; restored: boolean } {
  try {
    const kept: unknown = JSON.parse(pref.read() ?? 'null')
    if (isKept(kept, 1))
      return { draft: { ...emptyDraft(), ...withEntries(kept.draft) }, restored: true }
    if (isKept(kept, SHAPE)) return { draft: { ...emptyDraft(), ...kept.draft }, restored: true }
  } catch {
    // A draft that cannot be parsed is ignored.
  }
  return { draft: emptyDraft(), restored: false }
}

/** Keeps the draft, or clears it; returns the draft to show. */
export function keepDraft(draft: Draft | undefined): Draft {
  pref.keep(draft && JSON.stringify({ shape: SHAPE, draft }))
  return draft ?? emptyDraft()
}

const isKept = (value: unknown, shape: number): value is { draft: Draft } =>
  typeof value === 'object' &&
  value !== null &&
  'shape' in value &&
  value.shape === shape &&
  'draft' in value

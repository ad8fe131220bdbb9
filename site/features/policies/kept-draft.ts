import { viewPref } from '../../lib/prefs.ts'
import { type Draft, emptyDraft } from './draft.ts'

/**
 * Keeps the draft of a new policy on this device across reloads; it names companies and prices, no person.
 */
const pref = viewPref('policy-draft')
/** Drafts of another shape are ignored. */
const SHAPE = 1

export function keptDraft(): { draft: Draft; restored: boolean } {
  try {
    const kept: unknown = JSON.parse(pref.read() ?? 'null')
    if (isKept(kept)) return { draft: { ...emptyDraft(), ...kept.draft }, restored: true }
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

const isKept = (value: unknown): value is { draft: Draft } =>
  typeof value === 'object' &&
  value !== null &&
  'shape' in value &&
  value.shape === SHAPE &&
  'draft' in value

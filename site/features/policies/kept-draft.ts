import { viewPref } from '../../lib/prefs.ts'
import { type Draft, emptyDraft } from './draft.ts'

/** A new policy being written survives a reload on this device; it names companies and prices, no person. */
const pref = viewPref('policy-draft')
/** Drafts of another shape than today's are forgotten. */
const SHAPE = 1

export function keptDraft(): { draft: Draft; restored: boolean } {
  try {
    const kept: unknown = JSON.parse(pref.read() ?? 'null')
    if (isKept(kept)) return { draft: { ...emptyDraft(), ...kept.draft }, restored: true }
  } catch {
    // What cannot be read is no draft.
  }
  return { draft: emptyDraft(), restored: false }
}

/** Keeps the draft, or forgets it; gives what is then on the page. */
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

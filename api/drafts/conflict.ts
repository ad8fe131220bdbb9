import type { DraftStep } from '#db/words.ts'
import { AppError } from '../errors.ts'
import type { DraftChanges } from './contract.ts'

/**
 * Somebody saved the same step first: who, when, and what stands there now, so that a screen can show both
 * and let the person choose.
 */
export const staleStep = (
  version: number,
  step: DraftStep,
  { at, by }: DraftChanges[DraftStep],
  stored: Record<string, unknown>,
): AppError =>
  new AppError(
    'version_conflict',
    `${by.name} changed this step first. Compare it with what you have, and save it with the version given here.`,
    { facts: { version, step, by: by.name, at }, current: stored },
  )

/** The draft is not the one that was on screen when it was published. */
export const staleDraft = (version: number): AppError =>
  new AppError(
    'version_conflict',
    'Someone changed the draft first. Read it again and publish what you have read.',
    { facts: { of: 'draft', version } },
  )

/** The policy has another version than the one that the draft was compared with. */
export const stalePolicy = (version: number): AppError =>
  new AppError(
    'version_conflict',
    'Someone published a version of this policy first. Compare the draft with it and publish again.',
    { facts: { of: 'policy', version } },
  )

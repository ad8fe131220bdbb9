import { DRAFT_STEPS, type DraftStep } from '#db/words.ts'
import type { PublishPolicy } from '../policies/contract.ts'

/** The step in which each field of a policy is written. */
export const STEP_OF = {
  targets: 'targets',
  exclusions: 'targets',
  form: 'form',
  carrier: 'prices',
  joinType: 'prices',
  bandsWon: 'prices',
  months: 'prices',
  bandLabels: 'prices',
  planGroups: 'prices',
  deviceGroups: 'prices',
  cells: 'prices',
  closed: 'prices',
  lowestWon: 'prices',
  additions: 'prices',
  agencyOverrides: 'prices',
  rounding: 'terms',
  flatWon: 'terms',
  marginFloorWon: 'terms',
  marginCeilingWon: 'terms',
  simAdjustmentWon: 'terms',
  terms: 'terms',
  validFrom: 'terms',
  validTo: 'terms',
  title: 'activation',
  description: 'activation',
  kind: 'activation',
  requiresReading: 'activation',
  succeeds: 'activation',
  alongside: 'activation',
} as const satisfies Record<keyof PublishPolicy, DraftStep>

/** The step of a field, also of one that only newer versions know. */
export const stepOf = (field: string): DraftStep =>
  Object.hasOwn(STEP_OF, field) ? STEP_OF[field as keyof typeof STEP_OF] : 'activation'

/** From 1, as people and addresses count them. */
export const numberOf = (step: DraftStep): number => DRAFT_STEPS.indexOf(step) + 1

/** Steps that the next version of a policy changes; the others belong to the policy. */
export const VERSION_STEPS: readonly DraftStep[] = ['form', 'prices', 'terms']
/** What belongs to the policy in a step that a version changes. */
export const POLICY_FIELDS: ReadonlySet<string> = new Set([
  'carrier',
  'joinType',
  'validFrom',
  'validTo',
])
/** How a step stands on screen: stored with the draft, no part of what is published. */
export const SCREEN_FIELDS: ReadonlySet<string> = new Set(['layout'])

import { viewPref } from '../../../lib/prefs.ts'
import type { Draft } from './rates.ts'

/** Unsaved prices of one policy, kept on this device across reloads; they name shops and amounts, no person. */
type Kept = { shape: 1; number: number; draft: Draft }

const prefOf = (policyId: string) => viewPref(`agency-rates.${policyId}`)

/** What was kept, with the number of the prices that it is based on. Other shapes are ignored. */
export function keptRates(policyId: string): Pick<Kept, 'number' | 'draft'> | undefined {
  try {
    const kept: unknown = JSON.parse(prefOf(policyId).read() ?? 'null')
    return isKept(kept) ? kept : undefined
  } catch {
    return undefined
  }
}

/** Keeps the draft, or forgets it. */
export const keepRates = (
  policyId: string,
  kept: Pick<Kept, 'number' | 'draft'> | undefined,
): void => prefOf(policyId).keep(kept && JSON.stringify({ shape: 1, ...kept }))

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' &&
  value !== null &&
  'shape' in value &&
  value.shape === 1 &&
  'draft' in value

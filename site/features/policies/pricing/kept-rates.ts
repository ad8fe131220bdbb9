import { viewPref } from '../../../lib/prefs.ts'
import type { Draft } from './rates.ts'

/** Unsaved prices of one policy, kept on this device across reloads; they name shops and amounts, no person. */
type Kept = {
  shape: 1
  number: number
  /** The version of the policy that was seen; former releases did not keep it. */
  policyVersion?: number
  /** Former releases knew no cells of shops. */
  draft: Omit<Draft, 'ofShops'> & Partial<Pick<Draft, 'ofShops'>>
}
export type KeptRates = Omit<Kept, 'shape'>

const prefOf = (policyId: string) => viewPref(`agency-rates.${policyId}`)

/** What was kept, with the number of the prices that it is based on. Other shapes are ignored. */
export function keptRates(policyId: string): KeptRates | undefined {
  try {
    const kept: unknown = JSON.parse(prefOf(policyId).read() ?? 'null')
    return isKept(kept) ? kept : undefined
  } catch {
    return undefined
  }
}

/** Keeps the draft, or forgets it. */
export const keepRates = (policyId: string, kept: KeptRates | undefined): void =>
  prefOf(policyId).keep(kept && JSON.stringify({ shape: 1, ...kept }))

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' &&
  value !== null &&
  'shape' in value &&
  value.shape === 1 &&
  'draft' in value

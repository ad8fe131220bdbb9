import { TermsPart } from '../TermsPart.tsx'
import { OverlapNote } from './OverlapNote.tsx'
import type { Props } from './PricesStep.tsx'
import type { Stored } from './saver.ts'
import { ValidityFields } from './ValidityFields.tsx'

/** What a line must keep, what is clawed back otherwise, and how long the policy takes orders. */
export function TermsStep({ base, stored, ...part }: Props & { stored: Stored | undefined }) {
  return (
    <>
      {!base && <ValidityFields {...part} />}
      {stored && <OverlapNote stored={stored} />}
      <TermsPart {...part} />
    </>
  )
}

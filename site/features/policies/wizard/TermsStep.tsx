import { TermsPart } from '../TermsPart.tsx'
import type { Props } from './PricesStep.tsx'
import { ValidityFields } from './ValidityFields.tsx'

/** What a line must keep, what is clawed back otherwise, and how long the policy takes orders. */
export function TermsStep({ base, ...part }: Props) {
  return (
    <>
      {!base && <ValidityFields {...part} />}
      <TermsPart {...part} />
    </>
  )
}

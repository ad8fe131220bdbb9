import type { PolicyDetail } from '#api/policies/contract.ts'
import { draftOf } from '../draft.ts'
import { useNames } from '../matrix/use-names.ts'
import { ExportPrices } from './ExportPrices.tsx'

export type Props = { policy: PolicyDetail; onClose: () => void }

/** The prices of a published version, as its headquarters wrote them. */
export const ExportVersion = ({ policy, onClose }: Props) => (
  <ExportPrices
    title={`${policy.title} v${policy.currentVersion}`}
    matrix={draftOf(policy)}
    names={useNames(policy)}
    onClose={onClose}
  />
)

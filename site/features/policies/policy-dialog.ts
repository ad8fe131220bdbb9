import type { PolicyDetail } from '#api/policies/contract.ts'

/** What every dialog about a published policy takes. */
export type Props = {
  policy: PolicyDetail
  onClose: () => void
  /** Called with the policy after the change. */
  onDone: (policy: PolicyDetail) => void
}

import type { PolicyDetail } from '#api/policies/contract.ts'
import { useAction } from '../../../lib/action.ts'
import { api } from '../../../lib/client.ts'
import { t } from '../../../lib/i18n/t.ts'
import { ApiProblem } from '../../../lib/problem.ts'
import { Confirm } from '../../../ui/Modal.tsx'

export type Props = {
  policyId: string
  basedOn: number
  onSaved: (policy: PolicyDetail) => void
  /** Another person saved in the meantime, so nothing was written. */
  onConflict: () => void
  onClose: () => void
}

/** Passes on all of HQ's amounts to the shops, after saying what that means. */
export function PassOnDialog({ policyId, basedOn, onSaved, onConflict, onClose }: Props) {
  const pass = useAction(async () => {
    try {
      onSaved(
        await api.post('/policies/:id/passing-on', { param: { id: policyId }, json: { basedOn } }),
      )
    } catch (failure) {
      if (failure instanceof ApiProblem && failure.code === 'version_conflict') onConflict()
      else throw failure
    }
  })
  return (
    <Confirm
      title={t('changing.pass_title')}
      text={t('changing.pass_text')}
      verb={t('pricing.pass_on')}
      danger
      busy={pass.busy}
      error={pass.error}
      onConfirm={() => void pass.run()}
      onClose={onClose}
    />
  )
}

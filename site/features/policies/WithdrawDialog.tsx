import type { PolicyDetail } from '#api/policies/contract.ts'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { Confirm } from '../../ui/Modal.tsx'
import { toast } from '../../ui/toasts.ts'

type Props = {
  policy: PolicyDetail
  onClose: () => void
  onDone: (policy: PolicyDetail) => void
}

/** Ends a policy for new orders. */
export function WithdrawDialog({ policy, onClose, onDone }: Props) {
  const { id, title, version } = policy
  const withdraw = useAction(() =>
    api.post('/policies/:id/withdrawal', { param: { id }, json: { version } }),
  )
  const run = async () => {
    const after = await withdraw.run()
    if (!after) return
    toast(t('policies.withdrawn', { title }))
    onDone(after)
  }
  return (
    <Confirm
      title={t('policies.withdraw_title', { title })}
      text={t('policies.withdraw_text')}
      verb={t('policies.withdraw')}
      danger
      busy={withdraw.busy}
      error={withdraw.error}
      onConfirm={() => void run()}
      onClose={onClose}
    />
  )
}

import { useState } from 'preact/hooks'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { may } from '../../lib/session.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { later } from '../../ui/later.tsx'
import type { Props } from './policy-dialog.ts'
import { stateOf } from './policy-words.ts'

// Loaded later: a policy is mostly read.
const EditDialog = later<Props>(() => import('./EditDialog.tsx').then((file) => file.EditDialog))
const TargetsDialog = later<Props>(() =>
  import('./TargetsDialog.tsx').then((file) => file.TargetsDialog),
)
const WithdrawDialog = later<Props>(() =>
  import('./WithdrawDialog.tsx').then((file) => file.WithdrawDialog),
)
const DIALOGS = { edit: EditDialog, targets: TargetsDialog, withdraw: WithdrawDialog }

type Given = { policy: PolicyDetail; onChanged: (policy: PolicyDetail) => void }

/** What the viewer may do with a policy that has not ended. */
export function PolicyActions({ policy, onChanged }: Given) {
  const [asked, setAsked] = useState<keyof typeof DIALOGS | undefined>(undefined)
  if (policy.status !== 'active') return null
  const Dialog = asked && DIALOGS[asked]
  const isScheduled = stateOf(policy) === 'scheduled'
  return (
    <>
      {may('policy.publish') && (
        <>
          <Button onClick={() => setAsked('edit')}>{t('reach.edit')}</Button>
          {may('policy.target') && (
            <Button onClick={() => setAsked('targets')}>{t('reach.targets')}</Button>
          )}
          <Button kind="danger" onClick={() => setAsked('withdraw')}>
            {t(isScheduled ? 'reach.cancel_scheduled' : 'policies.withdraw')}
          </Button>
          <ButtonLink kind="primary" icon="file-plus" href={`/policies/new?from=${policy.id}`}>
            {t('terms.new_version')}
          </ButtonLink>
        </>
      )}
      {may('policy.price') && (
        <ButtonLink kind="primary" icon="table-2" href={`/policies/pricing?id=${policy.id}`}>
          {t('policies.set_prices')}
        </ButtonLink>
      )}
      {may('order.place') && (
        <ButtonLink kind="primary" icon="plus" href={`/orders/new?policy=${policy.id}`}>
          {t('policies.order_with')}
        </ButtonLink>
      )}
      {Dialog && (
        <Dialog
          policy={policy}
          onClose={() => setAsked(undefined)}
          onDone={(after) => {
            setAsked(undefined)
            onChanged(after)
          }}
        />
      )}
    </>
  )
}

import { useState } from 'preact/hooks'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { t, withWords } from '../../lib/i18n/t.ts'
import { may } from '../../lib/session.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { later } from '../../ui/later.tsx'
import type { Props } from './policy-dialog.ts'
import { stateOf } from './policy-words.ts'

// Loaded later: a policy is mostly read.
const EditDialog = later<Props>(() =>
  withWords(['succession'], import('./EditDialog.tsx')).then((file) => file.EditDialog),
)
const TargetsDialog = later<Props>(() =>
  import('./TargetsDialog.tsx').then((file) => file.TargetsDialog),
)
const WithdrawDialog = later<Props>(() =>
  withWords(['succession'], import('./WithdrawDialog.tsx')).then((file) => file.WithdrawDialog),
)
const CopyPolicyDialog = later<Props>(() =>
  withWords(['succession'], import('./CopyPolicyDialog.tsx')).then((file) => file.CopyPolicyDialog),
)
const DIALOGS = {
  edit: EditDialog,
  targets: TargetsDialog,
  copy: CopyPolicyDialog,
  withdraw: WithdrawDialog,
}

type Given = {
  policy: PolicyDetail
  /** Whether the screen's primary action is among these. */
  leads: boolean
  onChanged: (policy: PolicyDetail) => void
}

/** What the viewer may do with a policy; one that has ended can only be copied. */
export function PolicyActions({ policy, leads, onChanged }: Given) {
  const [asked, setAsked] = useState<keyof typeof DIALOGS | undefined>(undefined)
  if (!['active', 'scheduled'].includes(stateOf(policy)))
    return may('policy.draft') ? <CopyLink id={policy.id} /> : null
  const Dialog = asked && DIALOGS[asked]
  const kind = leads ? 'primary' : 'default'
  const isScheduled = stateOf(policy) === 'scheduled'
  return (
    <>
      {may('policy.publish') && (
        <>
          <Button onClick={() => setAsked('edit')}>{t('reach.edit')}</Button>
          {may('policy.target') && (
            <Button onClick={() => setAsked('targets')}>{t('reach.targets')}</Button>
          )}
          {policy.succeededBy ? (
            <CopyLink id={policy.id} />
          ) : (
            <Button icon="copy" onClick={() => setAsked('copy')}>
              {t('reach.copy')}
            </Button>
          )}
          <Button kind="danger" onClick={() => setAsked('withdraw')}>
            {t(isScheduled ? 'reach.cancel_scheduled' : 'policies.withdraw')}
          </Button>
          <ButtonLink kind={kind} icon="file-plus" href={`/policies/new?from=${policy.id}`}>
            {t('terms.new_version')}
          </ButtonLink>
        </>
      )}
      {may('policy.price') && (
        <ButtonLink kind={kind} icon="table-2" href={`/policies/pricing?id=${policy.id}`}>
          {t('policies.set_prices')}
        </ButtonLink>
      )}
      {may('order.place') && (
        <ButtonLink kind={kind} icon="plus" href={`/orders/new?policy=${policy.id}`}>
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

/** A policy that cannot be followed any more is copied without a question. */
const CopyLink = ({ id }: { id: string }) => (
  <ButtonLink icon="copy" href={`/policies/new?copy=${id}`}>
    {t('reach.copy')}
  </ButtonLink>
)

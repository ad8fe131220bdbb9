import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { dateTime } from '../../lib/when.ts'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { toast } from '../../ui/toasts.ts'
import type { Props } from './policy-dialog.ts'
import { stateOf } from './policy-words.ts'

const PRESETS = [
  'policies.withdraw_reason.price',
  'policies.withdraw_reason.carrier',
  'policies.withdraw_reason.replaced',
] as const

/** What it means for the policy before and for the one after. */
function consequenceOf({ succeeds, succeededBy }: Props['policy'], isScheduled: boolean) {
  if (isScheduled) {
    if (succeededBy) return t('succession.withdraw_first', { title: succeededBy.title })
    return succeeds && t('succession.withdraw_back', { title: succeeds.title })
  }
  if (succeededBy)
    return t('succession.withdraw_until', {
      title: succeededBy.title,
      at: dateTime(succeededBy.startsAt),
    })
  return succeeds && t('succession.withdraw_ended', { title: succeeds.title })
}

/** Ends a policy for new orders, for a reason that its companies read. */
export function WithdrawDialog({ policy, onClose, onDone }: Props) {
  const { id, title, version, succeededBy } = policy
  const isScheduled = stateOf(policy) === 'scheduled'
  const consequence = consequenceOf(policy, isScheduled)
  const withdraw = useAction((reason: string) =>
    api.post('/policies/:id/withdrawal', { param: { id }, json: { version, reason } }),
  )
  const run = async (reason: string) => {
    const after = await withdraw.run(reason)
    if (!after) return
    toast(t('policies.withdrawn', { title }))
    onDone(after)
  }
  return (
    <ReasonDialog
      title={t(isScheduled ? 'reach.cancel_title' : 'policies.withdraw_title', { title })}
      text={t(isScheduled ? 'reach.cancel_text' : 'policies.withdraw_text')}
      disabledBecause={
        isScheduled && succeededBy ? t('succession.withdraw_first', succeededBy) : undefined
      }
      verb={t(isScheduled ? 'reach.cancel_scheduled' : 'policies.withdraw')}
      presets={PRESETS}
      help={t('policies.withdraw_help')}
      busy={withdraw.busy}
      error={withdraw.error}
      onReason={(reason) => void run(reason)}
      onClose={onClose}
    >
      {consequence && <p class="note">{consequence}</p>}
    </ReasonDialog>
  )
}

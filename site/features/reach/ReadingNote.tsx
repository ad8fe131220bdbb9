import type { PolicyDetail } from '#api/policies/contract.ts'
import type { Changes } from '#api/reach/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import type { Resource } from '../../lib/resource.ts'
import { may, useMe } from '../../lib/session.ts'
import { Icon } from '../../ui/Icon.tsx'
import { AcknowledgeButton } from './AcknowledgeButton.tsx'
import { awaitsReader } from './awaits-reader.ts'
import { ChangesList } from './ChangesList.tsx'

type Props = { policy: PolicyDetail; changes: Resource<Changes> }

/** For a company that has not confirmed the version: what is new for it, and the button to confirm. */
export function ReadingNote({ policy, changes }: Props) {
  const me = useMe()
  const { reading } = policy
  if (!me || !reading || reading.isRead || !may('policy.acknowledge')) return null
  const isAdmin = me.role === 'admin'
  return (
    <section class="frame mb-4 flex flex-col gap-3 p-4" aria-label={t('reach.confirm')}>
      <p class="flex items-start gap-2">
        <Icon name="info" size={16} />
        <span>
          <b class="text-fg-strong">{t('reach.unread', { n: policy.currentVersion })}</b>{' '}
          <span class="muted">
            {policy.requiresReading && t('reach.unread_required')}{' '}
            {!isAdmin && t(reading.byMe ? 'reach.read_by_me' : 'reach.unread_staff')}
          </span>
        </span>
      </p>
      <ChangesList policy={policy} changes={changes} />
      {awaitsReader(policy) && (
        <div class="flex flex-wrap items-center gap-3">
          <AcknowledgeButton policyId={policy.id} hash={reading.hash} label={t('reach.confirm')} />
        </div>
      )}
    </section>
  )
}

import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { useMe } from '../../lib/session.ts'
import { AcknowledgeButton } from './AcknowledgeButton.tsx'

/** In the order form: read the policy in another tab, confirm it here, and go on with what is typed. */
export function UnreadPolicy({ policyId }: { policyId: string }) {
  const me = useMe()
  const { data } = useAnswer(addressOf('/policies/:id', { param: { id: policyId } }))
  const isAdmin = me?.role === 'admin'
  return (
    <div class="flex flex-wrap items-center gap-2">
      <a class="btn" href={`/policies/view?id=${policyId}`} target="_blank" rel="noopener">
        {t('reach.read_policy')}
      </a>
      {isAdmin && data?.reading && (
        <AcknowledgeButton
          policyId={policyId}
          hash={data.reading.hash}
          label={t('reach.confirm_order')}
        />
      )}
      {!isAdmin && <span class="muted text-t12">{t('reach.order_admin')}</span>}
    </div>
  )
}

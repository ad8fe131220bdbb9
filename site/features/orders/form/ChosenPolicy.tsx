import type { PolicyItem } from '#api/policies/contract.ts'
import { t } from '../../../lib/i18n/t.ts'
import { policyMeta } from './PolicyStep.tsx'

/** The chosen policy, with a link back to the choice. */
export function ChosenPolicy({ policy, onChange }: { policy: PolicyItem; onChange: () => void }) {
  return (
    <div class="chosen-policy">
      <span class="tag">{t(`words.carrier.${policy.carrier}`)}</span>
      <span class="trunc n">
        <b>{policy.title}</b> <span class="subtle">{policyMeta(policy)}</span>
      </span>
      <button type="button" class="link" onClick={onChange}>
        {t('ordering.change')}
      </button>
    </div>
  )
}

import type { DraftStep } from '#db/words.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Icon } from '../../../ui/Icon.tsx'

/** Why a next version cannot change this. */
export const BelongsToPolicy = ({ step }: { step: DraftStep }) => (
  <p class="note max-w-[720px]">
    <Icon name="info" size={14} />
    <span>{t(step === 'targets' ? 'wizard.fixed_targets' : 'wizard.fixed_name')}</span>
  </p>
)

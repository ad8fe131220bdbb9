import { t } from '../../lib/i18n/t.ts'
import { Icon } from '../../ui/Icon.tsx'

/** Another person saved first: shows the stored values beside the draft, which is kept. */
export function ConflictNote({ now }: { now: readonly { label: string; value: string }[] }) {
  const fields = now.map(({ label, value }) => `${label} ${value || t('org.none')}`).join(', ')
  return (
    <p class="help warn" role="alert">
      <Icon name="refresh-cw" size={14} />
      <span>
        {t('org.conflict')} {fields && `${t('org.conflict_fields', { fields })}. `}
        {t('org.conflict_again')}
      </span>
    </p>
  )
}

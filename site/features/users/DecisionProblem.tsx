import { wasFirst } from '../../lib/conflict.ts'
import { t } from '../../lib/i18n/t.ts'
import { ErrorNote } from '../../ui/Empty.tsx'
import { Icon } from '../../ui/Icon.tsx'

/** Why a decision failed. When another person decided first, the record is already reloaded. */
export function DecisionProblem({ error }: { error: unknown }) {
  if (!wasFirst(error)) return <ErrorNote error={error} />
  return (
    <p class="help warn" role="alert">
      <Icon name="refresh-cw" size={14} />
      <span>{t('org.moved_on')}</span>
    </p>
  )
}

import { t } from '../../lib/i18n/t.ts'
import { ErrorNote } from '../../ui/Empty.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { wasFirst } from './conflict.ts'

/** Why a decision did not happen. After somebody else's, the record beside it is new already. */
export function DecisionProblem({ error }: { error: unknown }) {
  if (!wasFirst(error)) return <ErrorNote error={error} />
  return (
    <p class="help warn" role="alert">
      <Icon name="refresh-cw" size={14} />
      <span>{t('org.moved_on')}</span>
    </p>
  )
}

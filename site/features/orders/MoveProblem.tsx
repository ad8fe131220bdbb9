import { wasFirst } from '../../lib/conflict.ts'
import { t } from '../../lib/i18n/t.ts'
import { ErrorNote } from '../../ui/Empty.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { sayMove } from './move-words.ts'

/** The reason why a move failed; after a conflict also who was first, and that the order was loaded again. */
export function MoveProblem({ error }: { error: unknown }) {
  if (!wasFirst(error)) return <ErrorNote error={error} />
  return (
    <p class="help warn" role="alert">
      <Icon name="refresh-cw" size={14} />
      <span>
        {sayMove(error)} {t('orders.conflict_loaded')}
      </span>
    </p>
  )
}

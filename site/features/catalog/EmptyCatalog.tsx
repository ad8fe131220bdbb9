import { t } from '../../lib/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { FirstSteps } from '../dashboards/FirstSteps.tsx'
import type { Asked } from './asked.ts'
import { StarterContents } from './parts.ts'

/** Nothing is there yet: an admin gets the ways to begin, others who will. */
export function EmptyCatalog({
  onAsk,
}: {
  onAsk: ((asked: Asked | 'starter' | 'import') => void) | undefined
}) {
  if (!onAsk)
    return (
      <Empty icon="smartphone" title={t('reference.none')} text={t('reference.none_for_others')} />
    )
  const ways = (
    <>
      <Button kind="primary" onClick={() => onAsk('starter')}>
        {t('reference.starter')}
      </Button>
      <Button icon="file-spreadsheet" onClick={() => onAsk('import')}>
        {t('reference.import')}
      </Button>
      <Button icon="plus" onClick={() => onAsk({ do: 'add', kind: 'plan' })}>
        {t('reference.by_hand')}
      </Button>
    </>
  )
  return (
    <div class="catalog-empty">
      <div>
        <FirstSteps first={ways} />
      </div>
      <aside>
        <h2>{t('reference.starter_inside')}</h2>
        <StarterContents />
        <p class="subtle text-t12">{t('reference.starter_note')}</p>
      </aside>
    </div>
  )
}

import { api } from '../../../lib/client.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { keepDraft } from '../kept-draft.ts'
import type { Saver } from './saver.ts'

/** What an earlier visit had typed on this device is open again, and can be thrown away. */
export function RestoredNote({ saver }: { saver: Saver }) {
  const clear = async () => {
    const isStored = await saver.flush()
    const id = saver.stored()?.id
    if (isStored && id) await api.delete('/policies/drafts/:id', { param: { id } })
    keepDraft(undefined)
    location.assign('/policies/new')
  }
  return (
    <p class="note mx-(--gutter) mt-3 items-center">
      <Icon name="info" size={14} />
      <span>{t('publishing.draft_kept')}</span>
      <button type="button" class="link" onClick={() => void clear()}>
        {t('publishing.draft_clear')}
      </button>
    </p>
  )
}

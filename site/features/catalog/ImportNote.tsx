import { useAction } from '../../lib/action.ts'
import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { shortDateTime } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/Empty.tsx'
import { toast } from '../../ui/toasts.ts'
import { sayCatalog } from './catalog-words.ts'

/** The last import, which can be taken back as a whole. Nothing is shown without one. */
export function ImportNote() {
  const imports = useAnswer(addressOf('/catalog/imports'))
  const undo = useAction(async (id: string) => {
    await api.post('/catalog/imports/:id/undo', { param: { id } })
    toast(t('reference.undone'))
  })
  const last = imports.data?.items.find(({ undoneAt }) => undoneAt === null)
  if (!last) return null
  const said = sayCatalog(undo.error, '')
  return (
    <div class="catalog-import">
      <span class="muted">
        {t('reference.imported', {
          at: shortDateTime(last.importedAt),
          created: last.created,
          changed: last.changed,
        })}
      </span>
      <Button size="sm" busy={undo.busy} onClick={() => void undo.run(last.id)}>
        {t('reference.undo')}
      </Button>
      {said && (
        <p class="help error" role="alert">
          {said}
        </p>
      )}
      <ErrorNote error={said ? undefined : undo.error} />
    </div>
  )
}

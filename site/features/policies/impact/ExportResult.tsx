import { useState } from 'preact/hooks'
import { useAction } from '../../../lib/action.ts'
import { api } from '../../../lib/client.ts'
import { t } from '../../../lib/i18n/t.ts'
import { useKeyring } from '../../../lib/keys.ts'
import { Button } from '../../../ui/Button.tsx'
import { ErrorNote } from '../../../ui/Empty.tsx'

/** Asks for the result as a workbook, and leads to the page that has the file once it is made. */
export function ExportResult({ impactId }: { impactId: string }) {
  const { keyOf } = useKeyring()
  const [isAsked, setAsked] = useState(false)
  const start = useAction(async () => {
    const json = { type: 'policy_impact' as const, filters: { impactId } }
    await api.post('/exports', { json, idempotencyKey: keyOf(json) })
    setAsked(true)
  })
  return (
    <div class="flex flex-wrap items-center gap-x-3 gap-y-1 py-3">
      <Button size="sm" icon="file-spreadsheet" busy={start.busy} onClick={() => void start.run()}>
        {t('impact.export')}
      </Button>
      <span role="status" class="muted">
        {isAsked && (
          <>
            {t('impact.export_started')}{' '}
            <a class="link" href="/exports">
              {t('impact.export_open')}
            </a>
          </>
        )}
      </span>
      <ErrorNote error={start.error} />
    </div>
  )
}

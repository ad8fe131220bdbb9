import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/Empty.tsx'
import { toast } from '../../ui/toasts.ts'

type Props = { policyId: string; hash: string; label: string }

/** Confirms that the person has read the version with this hash; a newer one is loaded and shown instead. */
export function AcknowledgeButton({ policyId, hash, label }: Props) {
  const acknowledge = useAction(async () => {
    const { version } = await api.post('/policies/:id/acknowledgements', {
      param: { id: policyId },
      json: { hash },
    })
    toast(t('reach.confirmed', { n: version }))
  })
  return (
    <>
      <Button
        kind="primary"
        icon="check"
        busy={acknowledge.busy}
        onClick={() => void acknowledge.run()}
      >
        {label}
      </Button>
      <ErrorNote error={acknowledge.error} />
    </>
  )
}

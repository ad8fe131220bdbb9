import { useState } from 'preact/hooks'
import type { ReachedItem, Reminded } from '#api/reach/contract.ts'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { useKeyring } from '../../lib/keys.ts'
import { shortDateTime } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { Confirm, Modal } from '../../ui/Modal.tsx'

type Props = { policyId: string; companies: readonly ReachedItem[]; onClose: () => void }

/** Reminds the chosen companies, then says for each what became of it; those left out stand first. */
export function RemindDialog({ policyId, companies, onClose }: Props) {
  const ring = useKeyring()
  const [results, setResults] = useState<Reminded['results'] | undefined>(undefined)
  const remind = useAction(async () => {
    const json = { companyIds: companies.map(({ id }) => id) }
    const answer = await api.post('/policies/:id/reminders', {
      param: { id: policyId },
      json,
      idempotencyKey: ring.keyOf(json),
    })
    setResults(answer.results)
  })
  const count = companies.length
  if (!results)
    return (
      <Confirm
        title={t('reach.remind_title', { count })}
        text={t('reach.remind_text')}
        verb={t('reach.remind')}
        busy={remind.busy}
        error={remind.error}
        onConfirm={() => void remind.run()}
        onClose={onClose}
      />
    )
  const left = results.filter(({ outcome }) => outcome !== 'sent')
  const sent = count - left.length
  return (
    <Modal
      title={
        left.length > 0
          ? t('reach.remind_some', { sent, left: left.length })
          : t('reach.remind_done', { sent })
      }
      onClose={onClose}
      onSubmit={onClose}
    >
      <ul class="max-h-72 overflow-auto">
        {[...left, ...results.filter(({ outcome }) => outcome === 'sent')].map((result) => (
          <li key={result.companyId} class="flex justify-between gap-3 py-1">
            <span class="trunc">{companies.find(({ id }) => id === result.companyId)?.name}</span>
            <span class="subtle n whitespace-nowrap">{outcomeOf(result)}</span>
          </li>
        ))}
      </ul>
      <div class="modal-foot">
        <Button kind="primary" onClick={onClose}>
          {t('ui.close')}
        </Button>
      </div>
    </Modal>
  )
}

function outcomeOf({ outcome, nextAt }: Reminded['results'][number]): string {
  if (outcome === 'too_soon' && nextAt) return t('reach.too_soon', { at: shortDateTime(nextAt) })
  return t(outcome === 'already_read' ? 'reach.already_read' : 'reach.sent')
}

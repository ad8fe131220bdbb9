import type { DeviceHistory, PlanHistory } from '#api/catalog/contract.ts'
import { useAction } from '../../lib/action.ts'
import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'
import { won } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { useKeyring } from '../../lib/keys.ts'
import { useAnswer } from '../../lib/resource.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote, ErrorState } from '../../ui/Empty.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { toast } from '../../ui/toasts.ts'
import type { Entry } from './asked.ts'
import { instantWords, storageWords, validityWords } from './catalog-words.ts'

type PlanTerms = PlanHistory['items'][number]
type DeviceTerms = DeviceHistory['items'][number]
type Terms = PlanTerms | DeviceTerms

const isPlanned = ({ effectiveFrom }: Terms) =>
  effectiveFrom !== null && Date.parse(effectiveFrom) > serverNow()

/** Planned, present and former fees or prices. A planned one can be taken back until it begins. */
export function HistoryDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const { id, name } = entry.row
  const param = { id }
  const plans = useAnswer(entry.kind === 'plan' && addressOf('/plans/:id/changes', { param }))
  const devices = useAnswer(entry.kind === 'device' && addressOf('/devices/:id/changes', { param }))
  const history = entry.kind === 'plan' ? plans : devices
  const ring = useKeyring()
  const cancel = useAction(async (at: string, before: Terms) => {
    await replace(entry, at, before, ring.keyOf)
    toast(t('reference.change_cancelled'))
    history.reload()
  })
  const items: readonly Terms[] = history.data?.items ?? []
  const now = items.findIndex((terms) => !isPlanned(terms))
  return (
    <Modal title={t('reference.history_title', { name })} onClose={onClose}>
      {history.state === 'loading' && <SkeletonLines lines={4} />}
      {history.state === 'failed' && (
        <ErrorState what={t('reference.history')} error={history.error} onRetry={history.reload} />
      )}
      <ol class="catalog-history">
        {items.map((terms, nth) => {
          const before = items[nth + 1]
          const at = terms.effectiveFrom
          const isNext = at !== null && isPlanned(terms)
          return (
            <li key={at ?? ''}>
              <span class="n subtle">{at ? instantWords(at) : t('reference.history_entry')}</span>
              <span>
                <b>{amountOf(terms)}</b> <span class="muted n">{validityWords(terms)}</span>
              </span>
              <span class="catalog-when-tag">
                {isNext && <span class="tag">{t('reference.history_planned')}</span>}
                {nth === now && <span class="tag">{t('reference.history_now')}</span>}
                {isNext && before && !isSame(terms, before) && (
                  <Button
                    size="xs"
                    busy={cancel.running?.[0] === at}
                    onClick={() => void cancel.run(at, before)}
                  >
                    {t('reference.cancel_change')}
                  </Button>
                )}
              </span>
            </li>
          )
        })}
      </ol>
      <ErrorNote error={cancel.error} />
      <div class="modal-foot">
        <Button onClick={onClose}>{t('ui.close')}</Button>
      </div>
    </Modal>
  )
}

const amountOf = (terms: Terms): string =>
  'monthlyFeeWon' in terms ? won(terms.monthlyFeeWon) : storageWords(terms.storages) || '–'

const isSame = (one: Terms, other: Terms): boolean =>
  amountOf(one) === amountOf(other) && validityWords(one) === validityWords(other)

/** History is never deleted: the terms of before are written for the same instant, and so replace the change. */
function replace(
  { row: { id, version } }: Entry,
  effectiveFrom: string,
  before: Terms,
  keyOf: (body: unknown) => string,
) {
  const { validFrom, validUntil } = before
  const common = { version, effectiveFrom, validFrom, validUntil }
  if ('monthlyFeeWon' in before) {
    const json = { ...common, monthlyFeeWon: before.monthlyFeeWon }
    return api.post('/plans/:id/changes', { param: { id }, json, idempotencyKey: keyOf(json) })
  }
  const json = { ...common, storages: before.storages }
  return api.post('/devices/:id/changes', { param: { id }, json, idempotencyKey: keyOf(json) })
}

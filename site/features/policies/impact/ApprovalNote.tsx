import { useEffect, useState } from 'preact/hooks'
import type { Approval } from '#api/drafts/contract.ts'
import { useAction } from '../../../lib/action.ts'
import { addressOf } from '../../../lib/address.ts'
import { api } from '../../../lib/client.ts'
import { signed, won } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { useKeyring } from '../../../lib/keys.ts'
import { useAnswer } from '../../../lib/resource.ts'
import { useMe } from '../../../lib/session.ts'
import { shortDateTime } from '../../../lib/when.ts'
import { Button } from '../../../ui/Button.tsx'
import { ErrorNote } from '../../../ui/Empty.tsx'
import { ReasonDialog } from '../../../ui/ReasonDialog.tsx'
import type { Saver } from '../wizard/saver.ts'

type Props = {
  id: string
  saver: Saver
  result: string
  /** Asking was refused: what keeps the draft from being published keeps it from being asked for. */
  onFailed: (error: unknown) => void
}

/**
 * Whether a second person must agree before the draft is published: asks for it, shows what was said, and lets a
 * colleague decide. Nothing shows where the headquarters set no limit and nobody asked.
 */
export function ApprovalNote({ id, saver, result, onFailed }: Props) {
  const me = useMe()
  const address = addressOf('/policies/drafts/:id/approval', { param: { id } })
  const approval = useAnswer(address)
  const version = saver.stored()?.version
  // Another result or another content may need another decision.
  useEffect(() => approval.reload(), [result, version])
  const [isDeclining, setDeclining] = useState(false)
  const { keyOf } = useKeyring()
  const ask = useAction(async () => {
    if (!(await saver.flush())) return
    const stored = saver.stored()
    if (!stored) return
    const json = { version: stored.version }
    const idempotencyKey = keyOf([json, approval.data?.request?.id])
    const request = { param: { id }, json, idempotencyKey }
    try {
      approval.replace(await api.post('/policies/drafts/:id/approval-requests', request))
    } catch (failure) {
      onFailed(failure)
      throw failure
    }
  })
  const approve = useAction(async (requestId: string) => {
    const json = { requestId, version: version ?? 0 }
    approval.replace(await api.post('/policies/drafts/:id/approval', { param: { id }, json }))
  })
  const decline = useAction(async (requestId: string, reason: string) => {
    const json = { requestId, reason }
    approval.replace(await api.post('/policies/drafts/:id/refusal', { param: { id }, json }))
    setDeclining(false)
  })
  const { data } = approval
  if (!data || (!data.request && data.limitWon === null)) return null
  const { request } = data
  const isOpen = request?.state === 'requested' && request.isCurrent
  const mayAsk = data.isNeeded && !isOpen && !(request?.state === 'approved' && request.isCurrent)
  return (
    <section class="pb-4" aria-label={t('impact.approval')}>
      <header class="section-head">
        <h3>{t('impact.approval')}</h3>
      </header>
      <p class="muted pb-1">{needOf(data)}</p>
      {request && <p class="pb-1">{saidOf(request)}</p>}
      {request && !request.isCurrent && <p class="s-wait pb-1">{t('impact.outdated')}</p>}
      {request?.riseWon != null && isOpen && (
        <p class="subtle n pb-1">{t('impact.asked_rise', { rise: signed(request.riseWon) })}</p>
      )}
      {data.isNeeded && data.others === 0 && (
        <p class="s-stop pb-1">{t('impact.approval_nobody')}</p>
      )}
      <ErrorNote error={ask.error ?? approve.error} />
      <div class="flex gap-2 pt-1">
        {mayAsk && (
          <Button busy={ask.busy} onClick={() => void ask.run()}>
            {t('impact.ask')}
          </Button>
        )}
        {isOpen &&
          (request.by.id === me?.id ? (
            <p class="muted">{t('impact.waits')}</p>
          ) : (
            <>
              <Button
                kind="primary"
                busy={approve.busy}
                onClick={() => void approve.run(request.id)}
              >
                {t('impact.approve')}
              </Button>
              <Button onClick={() => setDeclining(true)}>{t('impact.decline')}</Button>
            </>
          ))}
      </div>
      {isDeclining && request && (
        <ReasonDialog
          title={t('impact.decline_title')}
          text={t('impact.decline_text')}
          verb={t('impact.decline')}
          presets={[]}
          help={t('impact.decline_text')}
          busy={decline.busy}
          error={decline.error}
          onReason={(reason) => void decline.run(request.id, reason)}
          onClose={() => setDeclining(false)}
        />
      )}
    </section>
  )
}

function needOf({ limitWon, riseWon, isNeeded }: Approval): string {
  if (limitWon === null) return ''
  if (riseWon === null) return t('impact.approval_unknown')
  return isNeeded
    ? t('impact.approval_over', { limit: won(limitWon) })
    : t('impact.approval_free', { rise: `${signed(riseWon)}` })
}

function saidOf({ state, by, at, decidedBy, decidedAt, reason }: NonNullable<Approval['request']>) {
  if (state === 'requested' || !decidedBy || !decidedAt)
    return t('impact.asked', { name: by.name, at: shortDateTime(at) })
  const said = { name: decidedBy.name, at: shortDateTime(decidedAt) }
  return state === 'approved'
    ? t('impact.approved', said)
    : t('impact.declined', { ...said, reason: reason ?? '' })
}

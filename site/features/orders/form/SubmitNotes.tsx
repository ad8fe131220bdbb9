import { useEffect, useState } from 'preact/hooks'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { ApiProblem } from '../../../lib/problem.ts'
import { Button } from '../../../ui/Button.tsx'
import { ErrorNote } from '../../../ui/Empty.tsx'
import { Glyph } from '../../../ui/Glyph.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import type { Submission } from './use-submit.ts'

/** The outcome of sending the order, beside its button. */
export function SubmitNotes({
  state,
  running,
  onStop,
}: {
  state: Submission
  /** Files that are still on their way. */
  running: number
  onStop: () => void
}) {
  const isOffline = useOffline()
  if (state.is === 'waiting' || state.is === 'uploading')
    return (
      <div class="note items-center" role="alert">
        <Icon name="refresh-cw" size={14} />
        <span class="flex-1">{t(`ordering.${state.is}`)}</span>
        <Button size="sm" onClick={onStop}>
          {t('ordering.stop_waiting')}
        </Button>
      </div>
    )
  if (state.is === 'changed')
    return (
      <div class="note" role="alert">
        <span class="s-wait">
          <Glyph name="alert" />
        </span>
        <span class="n">
          <b>{t('ordering.changed')}</b>{' '}
          {t('ordering.changed_text', { old: digits(state.oldWon), new: digits(state.newWon) })}
        </span>
      </div>
    )
  if (state.is === 'failed') {
    const isReused =
      state.error instanceof ApiProblem && state.error.code === 'idempotency_key_reused'
    return isReused ? (
      <p class="note" role="alert">
        <Icon name="info" size={14} />
        <span>
          {t('ordering.reused')}{' '}
          <a class="link" href="/orders">
            {t('ordering.to_orders')}
          </a>
        </span>
      </p>
    ) : (
      <ErrorNote error={state.error} />
    )
  }
  if (running > 0) return <p class="help n">{t('ordering.uploads_running', { count: running })}</p>
  return isOffline ? <p class="help warn">{t('ordering.offline_now')}</p> : null
}

function useOffline(): boolean {
  const [offline, setOffline] = useState(!navigator.onLine)
  useEffect(() => {
    const look = () => setOffline(!navigator.onLine)
    addEventListener('online', look)
    addEventListener('offline', look)
    return () => {
      removeEventListener('online', look)
      removeEventListener('offline', look)
    }
  }, [])
  return offline
}

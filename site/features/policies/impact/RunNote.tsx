import type { Impact } from '#api/impact/contract.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'

/** How far a replay is, with a way to stop it, or why it ended without a result. */
export function RunNote({
  run,
  hasResult,
  onCancel,
}: {
  run: Impact
  hasResult: boolean
  onCancel: () => void
}) {
  if (run.status === 'failed' || run.status === 'cancelled')
    return (
      <div
        class={`note mb-2 max-w-[720px]${run.status === 'failed' ? ' s-stop' : ''}`}
        role="status"
      >
        <Icon name="circle-x" size={14} />
        <div>
          {run.status === 'cancelled'
            ? t('impact.cancelled')
            : t(hasResult ? 'impact.failed' : 'impact.failed_first')}
        </div>
      </div>
    )
  if (run.status === 'completed') return null
  const ratio = run.doneDays / run.days
  return (
    <div class="impact-run" role="status">
      <div
        class="meter"
        role="progressbar"
        aria-label={t('impact.title')}
        aria-valuemin={0}
        aria-valuemax={run.days}
        aria-valuenow={run.doneDays}
      >
        <i style={{ width: `${ratio * 100}%` }} />
      </div>
      <span class="n muted text-t12">
        {run.status === 'queued'
          ? t('impact.queued')
          : t('impact.progress', { done: run.doneDays, all: run.days })}
      </span>
      <Button size="sm" busy={run.cancelRequested} onClick={onCancel}>
        {t('impact.cancel')}
      </Button>
    </div>
  )
}

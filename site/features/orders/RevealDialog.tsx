import { t } from '../../lib/i18n/t.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { duration } from '../../lib/when.ts'
import { Icon } from '../../ui/Icon.tsx'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'

const REASON = { lengthMin: 5, lengthMax: 200 }
const PRESETS = ['1', '2', '3'] as const

type Props = {
  number: string
  /** The name of the field. */
  name: string
  look: { busy: boolean; error: unknown }
  onReason: (reason: string) => void
  onClose: () => void
}

/** Asks for the reason; without one nothing is revealed. */
export function RevealDialog({ number, name, look, onReason, onClose }: Props) {
  const why = whyNot(look.error)
  return (
    <ReasonDialog
      {...REASON}
      title={t('orders.reveal_title', { field: name })}
      text={t('orders.reveal_text', { number })}
      verb={t('orders.reveal')}
      danger={false}
      presets={PRESETS.map((n) => `orders.reveal_preset.${n}` as const)}
      help={t('orders.reveal_help')}
      busy={look.busy}
      error={why ? undefined : look.error}
      problem={
        why && (
          <p class="help warn" role="alert">
            <Icon name="info" size={14} />
            <span>{why}</span>
          </p>
        )
      }
      onReason={onReason}
      onClose={onClose}
    />
  )
}

/** The advice for errors whose general sentence would not help. */
function whyNot(error: unknown): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined
  const { code, facts } = error
  // The error names the state only if the order has ended; else the answer never existed.
  if (code === 'conflict') return facts.status ? t('orders.reveal_ended') : t('orders.reveal_none')
  const { retryAfterSeconds, max } = facts
  if (code !== 'too_many_requests' || typeof retryAfterSeconds !== 'number') return undefined
  if (typeof max !== 'number') return undefined
  return t('orders.reveal_wait', {
    max,
    wait: duration(Math.max(60, retryAfterSeconds) * 1_000),
  })
}

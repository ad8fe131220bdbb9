import { useState } from 'preact/hooks'
import type { Key } from '../../lib/i18n/catalogue.ts'
import { t } from '../../lib/i18n/t.ts'
import { TextArea } from '../../ui/Field.tsx'
import { Confirm } from '../../ui/Modal.tsx'

const LENGTH_MAX = 500

type Props = {
  title: string
  text: string
  verb: string
  presets: readonly Key[]
  busy: boolean
  error: unknown
  onReason: (reason: string) => void
  onClose: () => void
}

/** Why an order is refused or ended: a common reason or own words; the shop reads exactly this. */
export function ReasonDialog(props: Props) {
  const { presets, busy, error, onReason, onClose } = props
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const send = () => {
    setAsked(true)
    if (reason.trim()) onReason(reason.trim())
  }
  return (
    <Confirm
      title={props.title}
      text={props.text}
      verb={props.verb}
      danger
      busy={busy}
      error={error}
      onConfirm={send}
      onClose={onClose}
    >
      <div class="flex flex-col gap-1.5">
        <span class="label">{t('orders.reason_pick')}</span>
        <div class="flex flex-wrap gap-1.5">
          {presets.map((key) => (
            <button
              type="button"
              key={key}
              class={`chip !h-auto !whitespace-normal py-1 text-left${reason === t(key) ? ' set' : ''}`}
              aria-pressed={reason === t(key)}
              onClick={() => setReason(t(key))}
            >
              {t(key)}
            </button>
          ))}
        </div>
      </div>
      <TextArea
        label={t('orders.reason_text')}
        help={t('orders.reason_help')}
        error={
          asked && !reason.trim()
            ? t('ui.field_required', { name: t('orders.reason_text') })
            : undefined
        }
        value={reason}
        maxLength={LENGTH_MAX}
        onInput={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </Confirm>
  )
}

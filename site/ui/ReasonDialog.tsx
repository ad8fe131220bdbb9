import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Key } from '../lib/i18n/catalogue.ts'
import { t } from '../lib/i18n/t.ts'
import { TextArea } from './Field.tsx'
import { Confirm } from './Modal.tsx'

const LENGTH_MAX = 500

type Props = {
  title: string
  text: ComponentChildren
  verb: string
  /** Common reasons to pick from. */
  presets: readonly Key[]
  /** Who will read the reason. */
  help: string
  lengthMin?: number
  lengthMax?: number
  /** Whether the action ends something; viewing does not. */
  danger?: boolean
  busy: boolean
  /** Why it cannot be done now. */
  disabledBecause?: string | undefined
  error: unknown
  /** An error sentence of the caller that is better than the error's own. */
  problem?: ComponentChildren
  onReason: (reason: string) => void
  onClose: () => void
  /** What the action will change, above the reason. */
  children?: ComponentChildren
}

/**
 * Asks for the reason of a refusal or an end: a common one or free text; the person concerned reads exactly
 * this.
 */
export function ReasonDialog(props: Props) {
  const { presets, busy, error, onReason, onClose, danger = true } = props
  const { lengthMin = 1, lengthMax = LENGTH_MAX } = props
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const own = useRef<HTMLDivElement>(null)
  const letters = [...reason.trim()].length
  const send = () => {
    setAsked(true)
    if (letters >= lengthMin) onReason(reason.trim())
    else own.current?.querySelector('textarea')?.focus()
  }
  const fault =
    letters === 0
      ? t('errors.field.required', { name: t('ui.reason') })
      : letters < lengthMin
        ? t('ui.reason_short', { n: lengthMin })
        : undefined
  return (
    <Confirm
      title={props.title}
      text={props.text}
      verb={props.verb}
      danger={danger}
      busy={busy}
      disabledBecause={props.disabledBecause}
      error={error}
      onConfirm={send}
      onClose={onClose}
    >
      {props.children}
      <div class="flex flex-col gap-1.5">
        <span class="label">{t('ui.reason_pick')}</span>
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
      <div ref={own} class="contents">
        <TextArea
          label={t('ui.reason')}
          help={props.help}
          error={asked ? fault : undefined}
          value={reason}
          maxLength={lengthMax}
          onInput={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </div>
      {props.problem}
    </Confirm>
  )
}

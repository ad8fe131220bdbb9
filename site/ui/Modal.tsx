import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { t } from '../lib/i18n/t.ts'
import { isKey } from '../lib/shortcuts.ts'
import { useId } from '../lib/use-id.ts'
import { Button } from './Button.tsx'
import { ErrorNote } from './Empty.tsx'
import { safeAnswer } from './safe-answer.ts'
import { stopsAt } from './unread.ts'

type ModalProps = {
  title: ComponentChildren
  onClose: () => void
  wide?: boolean
  /** Ctrl+Enter does the same as the main button. */
  onSubmit?: (() => void) | undefined
  children: ComponentChildren
}

/** A decision before going on. The browser's dialog traps the focus and returns it. */
export function Modal({ title, onClose, wide = false, onSubmit, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const isGone = useRef(false)
  const id = useId()
  useEffect(() => {
    const opened = dialog.current
    opened?.showModal()
    // Focuses the first field; a dialog without fields starts on its safe answer.
    opened?.querySelector<HTMLElement>(FIRST_FIELD)?.focus()
    return () => {
      isGone.current = true
      opened?.close()
    }
  }, [])
  // The browser lets a second Escape close a dialog unasked. If it is still needed, it opens again.
  const closed = () => {
    if (isGone.current) return
    onClose()
    requestAnimationFrame(() => {
      const { current } = dialog
      if (current?.isConnected && !current.open) current.showModal()
    })
  }
  return (
    <dialog
      ref={dialog}
      class={`modal${wide ? ' wide' : ''}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClose={closed}
      onKeyDown={(event) => {
        if (!isKey(event, 'submit')) return
        event.preventDefault()
        submitFrom(event.currentTarget, onSubmit)
      }}
    >
      <div class="modal-body">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </dialog>
  )
}

const FIRST_FIELD =
  ':is(input, select, textarea):not([type="hidden"], [tabindex="-1"], :disabled, [readonly])'

/** Submits the dialog, unless a field is invalid, which then gets the focus. */
function submitFrom(dialog: HTMLElement | null, onSubmit: (() => void) | undefined) {
  if (stopsAt(dialog)) return
  onSubmit?.()
  requestAnimationFrame(() => dialog?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
}

type ConfirmProps = {
  /** The question with its count. */
  title: ComponentChildren
  /** What cannot be undone, and how to correct it. */
  text?: ComponentChildren
  /** The verb of the button. */
  verb: string
  danger?: boolean
  busy?: boolean
  error?: unknown
  disabledBecause?: string | undefined
  onConfirm: () => void
  onClose: () => void
  /** Table of rows and total, inputs. */
  children?: ComponentChildren
}

/** Asks before what cannot be undone: without a field the focus is on the safe answer; the button repeats the verb. */
export function Confirm(props: ConfirmProps) {
  const { title, text, verb, danger = false, busy = false, error, onConfirm, onClose } = props
  // A disabled button disables its key too.
  const isOff = busy || props.disabledBecause !== undefined
  return (
    <Modal title={title} onClose={onClose} onSubmit={isOff ? undefined : onConfirm}>
      {text && <p class="muted">{text}</p>}
      {props.children}
      <ErrorNote error={error} />
      <div class="modal-foot">
        <Button autofocus onClick={onClose}>
          {t(safeAnswer(verb))}
        </Button>
        <Button
          kind={danger ? 'danger-solid' : 'primary'}
          busy={busy}
          disabledBecause={props.disabledBecause}
          onClick={({ currentTarget }) => submitFrom(currentTarget.closest('dialog'), onConfirm)}
        >
          {verb}
        </Button>
      </div>
    </Modal>
  )
}

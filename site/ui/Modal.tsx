import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { t } from '../lib/i18n/t.ts'
import { Button } from './Button.tsx'
import { ErrorNote } from './Empty.tsx'

type ModalProps = {
  title: ComponentChildren
  onClose: () => void
  wide?: boolean
  /** Ctrl+Enter does the same as the main button. */
  onSubmit?: (() => void) | undefined
  children: ComponentChildren
}

/** Something that must be decided before going on. The browser's dialog traps focus and returns it. */
export function Modal({ title, onClose, wide = false, onSubmit, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const isGone = useRef(false)
  const id = useId()
  useEffect(() => {
    const opened = dialog.current
    opened?.showModal()
    return () => {
      isGone.current = true
      opened?.close()
    }
  }, [])
  // A second Escape closes it without asking. Where that is no answer yet, it opens again.
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
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        onSubmit?.()
      }}
    >
      <div class="modal-body">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </dialog>
  )
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

/** Before what cannot be undone: focus stands on 취소, and the button repeats the verb. */
export function Confirm(props: ConfirmProps) {
  const { title, text, verb, danger = false, busy = false, error, onConfirm, onClose } = props
  return (
    <Modal title={title} onClose={onClose} onSubmit={onConfirm}>
      {text && <p class="muted">{text}</p>}
      {props.children}
      <ErrorNote error={error} />
      <div class="modal-foot">
        <Button autofocus onClick={onClose}>
          {t('ui.cancel')}
        </Button>
        <Button
          kind={danger ? 'danger-solid' : 'primary'}
          busy={busy}
          disabledBecause={props.disabledBecause}
          onClick={onConfirm}
        >
          {verb}
        </Button>
      </div>
    </Modal>
  )
}

import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { focusFirstError } from '../../lib/first-error.ts'
import { t } from '../../lib/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/Empty.tsx'
import { Modal } from '../../ui/Modal.tsx'

type Props = {
  title: string
  note?: string
  verb: string
  busy: boolean
  /** The refusal of the API, unless a field shows it. */
  error: unknown
  /** Somebody was first: what they saved, beside the draft, which is kept. */
  conflict?: string | undefined
  /** Sends, or returns false when a field is wrong. */
  onSend: () => boolean
  onClose: () => void
  children: ComponentChildren
}

/** A form over the screen. What is typed stays until it is saved or closed. */
export function FormDialog(props: Props) {
  const form = useRef<HTMLFormElement>(null)
  const send = () => {
    if (!props.busy && !props.onSend()) focusFirstError(form.current)
  }
  return (
    <Modal title={props.title} onClose={props.onClose} onSubmit={send}>
      {props.note && <p class="muted">{props.note}</p>}
      <form
        ref={form}
        class="contents"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        {props.children}
        {props.conflict && (
          <p class="help warn" role="alert">
            <span>{t('reference.conflict', { now: props.conflict })}</span>
          </p>
        )}
        <ErrorNote error={props.conflict ? undefined : props.error} />
        <div class="modal-foot">
          <Button onClick={props.onClose}>{t('ui.cancel')}</Button>
          <Button kind="primary" type="submit" busy={props.busy}>
            {props.verb}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

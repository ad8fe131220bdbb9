import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import type { StepUp } from '#api/auth/contract.ts'
import { useAction } from '../lib/action.ts'
import { api } from '../lib/client.ts'
import { t } from '../lib/i18n/t.ts'
import { settleStepUp } from '../lib/step-up.ts'
import { Button } from '../ui/Button.tsx'
import { Modal } from '../ui/Modal.tsx'

const decline = () => settleStepUp(false)

/** Sends a proof; calls `onRefused`, which clears the field, when it was wrong. */
export function useProof(onRefused: () => void) {
  return useAction(async (body: StepUp) => {
    try {
      await api.post('/me/step-up', { json: body })
    } catch (failure) {
      onRefused()
      throw failure
    }
    settleStepUp(true)
  })
}

type Props = {
  title: string
  text: string
  busy: boolean
  onProve: () => void
  /** The field for the proof. */
  children: ComponentChildren
}

/** The dialog that asks for a proof before a step that needs one. */
export function ProofDialog({ title, text, busy, onProve, children }: Props) {
  // If the page removes the dialog, the person has declined.
  useEffect(() => decline, [])
  return (
    <Modal title={title} onClose={decline} onSubmit={onProve}>
      <form
        class="contents"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onProve()
        }}
      >
        <p class="muted">{text}</p>
        {children}
        <div class="modal-foot">
          <Button onClick={decline}>{t('ui.cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {t('proof.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

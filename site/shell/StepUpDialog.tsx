import { useEffect, useState } from 'preact/hooks'
import type { StepUp } from '#api/auth/contract.ts'
import { useAction } from '../lib/action.ts'
import { api } from '../lib/client.ts'
import { t } from '../lib/i18n/t.ts'
import { say } from '../lib/messages.ts'
import { asked, closeOwed, settleStepUp } from '../lib/step-up.ts'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { Input } from '../ui/Field.tsx'
import { Modal } from '../ui/Modal.tsx'

/** What stands between a refused call and its doing: a fresh code, or an authenticator app at all. */
export function StepUpDialog() {
  if (asked.value === 'code') return <CodeDialog />
  if (asked.value === 'enrolment') return <OwedDialog />
  return null
}

function CodeDialog() {
  const [code, setCode] = useState('')
  const [isMissing, setMissing] = useState(false)
  const [isRecovery, setRecovery] = useState(false)
  const proof = useAction(async (body: StepUp) => {
    try {
      await api.post('/me/step-up', body)
    } catch (failure) {
      setCode('')
      throw failure
    }
    settleStepUp(true)
  })
  // A page that takes the dialog away has declined for the person.
  useEffect(() => () => settleStepUp(false), [])

  const prove = async (text: string) => {
    const plain = text.trim()
    setMissing(plain.length < 6)
    if (plain.length >= 6) await proof.run({ code: plain })
  }
  const error = isMissing ? t('shell.proof_need') : proof.error !== undefined && say(proof.error)
  return (
    <Modal
      title={t('shell.proof_title')}
      onClose={() => settleStepUp(false)}
      onSubmit={() => void prove(code)}
    >
      <form
        class="contents"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void prove(code)
        }}
      >
        <p class="muted">{t('shell.proof_text')}</p>
        <Input
          label={t(isRecovery ? 'shell.proof_recovery_code' : 'shell.proof_code')}
          error={error || undefined}
          size="lg"
          class="n"
          inputMode={isRecovery ? 'text' : 'numeric'}
          autocomplete={isRecovery ? 'off' : 'one-time-code'}
          autocapitalize="none"
          spellcheck={false}
          maxLength={40}
          autofocus
          value={code}
          onInput={({ currentTarget }) => {
            setCode(currentTarget.value)
            if (!isRecovery && /^\d{6}$/.test(currentTarget.value)) void prove(currentTarget.value)
          }}
        />
        <button type="button" class="link self-start" onClick={() => setRecovery(!isRecovery)}>
          {t(isRecovery ? 'shell.proof_app' : 'shell.proof_recovery')}
        </button>
        <div class="modal-foot">
          <Button onClick={() => settleStepUp(false)}>{t('ui.cancel')}</Button>
          <Button kind="primary" type="submit" busy={proof.busy}>
            {t('shell.proof_submit')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

function OwedDialog() {
  return (
    <Modal title={t('shell.owed_title')} onClose={closeOwed}>
      <p class="muted">{t('shell.owed_text')}</p>
      <div class="modal-foot">
        <Button onClick={closeOwed}>{t('ui.close')}</Button>
        <ButtonLink kind="primary" href="/settings#security" autofocus>
          {t('shell.owed_go')}
        </ButtonLink>
      </div>
    </Modal>
  )
}

import { useState } from 'preact/hooks'
import { t } from '../lib/i18n/t.ts'
import { say } from '../lib/messages.ts'
import { asked, closeOwed } from '../lib/step-up.ts'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { Input } from '../ui/Field.tsx'
import { Modal } from '../ui/Modal.tsx'
import { PasswordDialog } from './PasswordDialog.tsx'
import { ProofDialog, useProof } from './ProofDialog.tsx'

/** The dialog between a refused call and its repetition: a fresh code or password, or setting up an app. */
export function StepUpDialog() {
  if (asked.value === 'code') return <CodeDialog />
  if (asked.value === 'password') return <PasswordDialog />
  if (asked.value === 'enrolment') return <OwedDialog />
  return null
}

function CodeDialog() {
  const [code, setCode] = useState('')
  const [isMissing, setMissing] = useState(false)
  const [isRecovery, setRecovery] = useState(false)
  const proof = useProof(() => setCode(''))
  const prove = (text: string) => {
    const plain = text.trim()
    setMissing(plain.length < 6)
    if (plain.length >= 6) void proof.run({ code: plain })
  }
  const error = isMissing ? t('proof.need') : proof.error !== undefined && say(proof.error)
  return (
    <ProofDialog
      title={t('proof.title')}
      text={t('proof.text')}
      busy={proof.busy}
      onProve={() => prove(code)}
    >
      <Input
        label={t(isRecovery ? 'proof.recovery_code' : 'proof.code')}
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
          if (!isRecovery && /^\d{6}$/.test(currentTarget.value)) prove(currentTarget.value)
        }}
      />
      <button type="button" class="link self-start" onClick={() => setRecovery(!isRecovery)}>
        {t(isRecovery ? 'proof.app' : 'proof.recovery')}
      </button>
    </ProofDialog>
  )
}

function OwedDialog() {
  return (
    <Modal title={t('proof.owed_title')} onClose={closeOwed}>
      <p class="muted">{t('proof.owed_text')}</p>
      <div class="modal-foot">
        <Button onClick={closeOwed}>{t('ui.close')}</Button>
        <ButtonLink kind="primary" href="/settings#security" autofocus>
          {t('proof.owed_go')}
        </ButtonLink>
      </div>
    </Modal>
  )
}

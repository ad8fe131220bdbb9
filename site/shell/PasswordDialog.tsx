import { useState } from 'preact/hooks'
import { t } from '../lib/i18n/t.ts'
import { say } from '../lib/messages.ts'
import { ApiProblem } from '../lib/problem.ts'
import { Input } from '../ui/Field.tsx'
import { ProofDialog, useProof } from './ProofDialog.tsx'

/**
 * Asks people without an authenticator app for their password before they create an access that outlives this
 * session.
 */
export function PasswordDialog() {
  const [password, setPassword] = useState('')
  const [isMissing, setMissing] = useState(false)
  const proof = useProof(() => setPassword(''))
  const prove = () => {
    setMissing(password === '')
    if (password !== '') void proof.run({ password })
  }
  return (
    <ProofDialog
      title={t('proof.password_title')}
      text={t('proof.password_text')}
      busy={proof.busy}
      onProve={prove}
    >
      <Input
        label={t('proof.password')}
        error={isMissing ? t('proof.password_need') : faultOf(proof.error)}
        size="lg"
        type="password"
        autocomplete="current-password"
        maxLength={200}
        autofocus
        value={password}
        onInput={({ currentTarget }) => {
          setPassword(currentTarget.value)
          setMissing(false)
          proof.clear()
        }}
      />
    </ProofDialog>
  )
}

function faultOf(failure: unknown): string | undefined {
  if (failure === undefined) return undefined
  const isWrong = failure instanceof ApiProblem && failure.code === 'invalid_input'
  return isWrong ? t('proof.password_wrong') : say(failure)
}

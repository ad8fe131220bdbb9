import { useRef, useState } from 'preact/hooks'
import type { RemoveFactor } from '#api/factors/contract.ts'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { focusFirstError } from '../../lib/first-error.ts'
import { t } from '../../lib/i18n/t.ts'
import { say } from '../../lib/messages.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/Empty.tsx'
import { Input } from '../../ui/Field.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { toast } from '../../ui/toasts.ts'

/** Turns the second factor off, with password and code. Warns first where headquarters requires one. */
export function RemoveFactorDialog({
  required,
  onClose,
}: {
  required: boolean
  onClose: () => void
}) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const form = useRef<HTMLFormElement>(null)
  const remove = useAction(async () => {
    const body: RemoveFactor = { password, code: code.trim() }
    await api.post('/me/second-factor/removal', { json: body })
    toast(t('settings.factor_removed'))
    onClose()
  })
  const { error } = remove
  const codeOf = error instanceof ApiProblem ? error.code : undefined
  const isReady = password !== '' && code.trim().length >= 6
  return (
    <Modal title={t('settings.remove_title')} onClose={onClose}>
      <p class="muted">{t(required ? 'settings.remove_required' : 'settings.remove_text')}</p>
      <form
        ref={form}
        class="contents"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault()
          if (!isReady) return
          await remove.run()
          focusFirstError(form.current)
        }}
      >
        <Input
          label={t('settings.current_password')}
          error={codeOf === 'invalid_input' ? t('settings.current_wrong') : undefined}
          type="password"
          autocomplete="current-password"
          autofocus
          value={password}
          onInput={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        <Input
          label={t('settings.code_or_recovery')}
          error={codeOf === 'wrong_code' ? say(error) : undefined}
          class="n"
          autocomplete="one-time-code"
          autocapitalize="none"
          spellcheck={false}
          maxLength={40}
          value={code}
          onInput={({ currentTarget }) => setCode(currentTarget.value)}
        />
        {codeOf !== 'invalid_input' && codeOf !== 'wrong_code' && <ErrorNote error={error} />}
        <div class="modal-foot">
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button
            kind="danger-solid"
            type="submit"
            busy={remove.busy}
            disabledBecause={isReady ? undefined : t('settings.remove_need')}
          >
            {t('settings.factor_remove')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

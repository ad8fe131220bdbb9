import { useRef, useState } from 'preact/hooks'
import type { ChangePassword } from '#api/passwords/contract.ts'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { focusFirstError } from '../../lib/first-error.ts'
import { t } from '../../lib/i18n/t.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/Empty.tsx'
import { Input } from '../../ui/Field.tsx'
import { Section } from '../../ui/Page.tsx'
import { toast } from '../../ui/toasts.ts'

/** The API's minimum; its list of common passwords stays on the server. */
const LETTERS_MIN = 10
const lettersOf = (text: string) => [...text.normalize('NFKC')].length

/** Sets another password. That signs out every other device, and the form says so first. */
export function PasswordForm({ username, line = false }: { username: string; line?: boolean }) {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [isTried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const change = useAction(async () => {
    const body: ChangePassword = { current, next }
    await api.put('/me/password', { json: body })
    setCurrent('')
    setNext('')
    setTried(false)
    toast(t('settings.password_changed'))
  })
  const needsCurrent = isTried && !current ? t('settings.need_current') : undefined
  const tooShort =
    isTried && lettersOf(next) < LETTERS_MIN ? t('settings.password_fault.too_short') : undefined
  return (
    <Section title={t('settings.password')} line={line}>
      <form
        ref={form}
        noValidate
        onSubmit={async (event) => {
          event.preventDefault()
          setTried(true)
          if (current && lettersOf(next) >= LETTERS_MIN) await change.run()
          focusFirstError(form.current)
        }}
      >
        <input hidden autocomplete="username" value={username} readOnly />
        <div class="settings-form">
          <Input
            label={t('settings.current_password')}
            error={needsCurrent ?? faultOf(change.error, 'current')}
            type="password"
            autocomplete="current-password"
            maxLength={200}
            value={current}
            onInput={({ currentTarget }) => {
              setCurrent(currentTarget.value)
              change.clear()
            }}
          />
          <Input
            label={t('settings.new_password')}
            help={t('settings.password_help')}
            error={tooShort ?? faultOf(change.error, 'next')}
            type="password"
            autocomplete="new-password"
            maxLength={200}
            value={next}
            onInput={({ currentTarget }) => {
              setNext(currentTarget.value)
              change.clear()
            }}
          />
        </div>
        {!isField(change.error) && <ErrorNote error={change.error} />}
        <Button kind="primary" type="submit" busy={change.busy}>
          {t('settings.change_password')}
        </Button>
      </form>
    </Section>
  )
}

const isField = (failure: unknown) =>
  failure instanceof ApiProblem && failure.code === 'invalid_input'

const FAULTS = ['too_short', 'common', 'repeated', 'personal'] as const

/** The error of one of the two fields, in words. */
function faultOf(failure: unknown, path: 'current' | 'next'): string | undefined {
  if (!(failure instanceof ApiProblem)) return undefined
  const field = failure.fields.find((one) => one.path === path)
  if (!field) return undefined
  if (path === 'current') return t('settings.current_wrong')
  const fault = FAULTS.find((name) => field.message === name) ?? 'common'
  return t(`settings.password_fault.${fault}`)
}

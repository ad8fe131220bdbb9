import type { FinishSignIn, SecondStep, SignedIn } from '#api/auth/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { ask } from '../../lib/page-call.ts'
import { fail, find, showFace, whileBusy } from '../../lib/page-form.ts'
import { sayPublic } from '../../lib/page-messages.ts'
import { ApiProblem } from '../../lib/problem.ts'

type Ways = {
  onDone: (signedIn: SignedIn) => void
  /** The password's proof has run out: from the beginning. */
  onTooLate: () => void
}

let challenge = ''

/** Puts the second step in the form's place. */
export function askForCode(step: SecondStep) {
  challenge = step.challenge
  useApp(true)
  fail('', 'code-failure')
  showFace('second')
  find('code').focus()
}

/** Six digits are sent as soon as they stand there; a recovery code when it is sent. */
export function watchSecondStep({ onDone, onTooLate }: Ways) {
  const box = find('code', HTMLInputElement)
  const send = () =>
    whileBusy(find('code-submit'), async () => {
      const code = box.value.trim()
      if (code.length < 6)
        return complain(box, t(isApp() ? 'login.need_code' : 'login.need_recovery'))
      fail('', 'code-failure')
      const body: FinishSignIn = { challenge, code }
      try {
        onDone(await ask<SignedIn>('/auth/second-factor', body))
      } catch (failure) {
        if (failure instanceof ApiProblem && failure.code === 'unauthenticated') return onTooLate()
        box.value = ''
        complain(box, sentence(failure))
      }
    })
  box.addEventListener('input', () => {
    box.removeAttribute('aria-invalid')
    if (isApp() && /^\d{6}$/.test(box.value)) void send()
  })
  find('second-step').addEventListener('submit', (event) => {
    event.preventDefault()
    void send()
  })
  find('use-recovery').addEventListener('click', () => {
    useApp(!isApp())
    fail('', 'code-failure')
    box.focus()
  })
}

const isApp = () => find('code', HTMLInputElement).inputMode === 'numeric'

function useApp(app: boolean) {
  const box = find('code', HTMLInputElement)
  box.value = ''
  // A recovery code has letters, which a numeric keyboard does not.
  box.inputMode = app ? 'numeric' : 'text'
  box.autocomplete = app ? 'one-time-code' : 'off'
  find('code-lead').textContent = t(app ? 'login.code_lead' : 'login.recovery_lead')
  find('use-recovery').textContent = t(app ? 'login.use_recovery' : 'login.use_app')
  const label = document.querySelector('label[for="code"]')
  if (label) label.textContent = t(app ? 'login.code' : 'login.recovery')
}

function sentence(failure: unknown): string {
  const isWrong =
    failure instanceof ApiProblem && ['wrong_code', 'invalid_input'].includes(failure.code)
  if (!isWrong) return sayPublic(failure)
  return t(isApp() ? 'errors.wrong_code' : 'login.wrong_recovery')
}

function complain(box: HTMLInputElement, text: string) {
  fail(text, 'code-failure')
  box.setAttribute('aria-invalid', 'true')
  box.focus()
}

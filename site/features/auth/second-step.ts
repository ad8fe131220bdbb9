import type { FinishSignIn, SecondStep, SignedIn } from '#api/auth/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { fail, find, showFace, whileBusy } from '../../lib/page-form.ts'
import { sayPublic } from '../../lib/page-messages.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { visitor } from '../../lib/visitor.ts'

type Ways = {
  onDone: (signedIn: SignedIn) => void
  /** The proof of the password has expired: starts again. */
  onTooLate: () => void
}

let challenge = ''

/** Replaces the form by the second step. */
export function askForCode(step: SecondStep) {
  challenge = step.challenge
  useApp(true)
  fail('', 'code-failure')
  showFace('second')
  find('code').focus()
}

/** Sends six digits as soon as they are typed; a recovery code on submit. */
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
        onDone(await visitor.post('/auth/second-factor', { json: body }))
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
  // A recovery code has letters, which a numeric keyboard lacks.
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

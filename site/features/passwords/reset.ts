import type { ResetPassword } from '#api/passwords/contract.ts'
import { passwordRule, watchNewPassword } from '../../lib/account-rules.ts'
import { loadWords } from '../../lib/i18n/t.ts'
import { faultsOf, isRight, showFaults } from '../../lib/page-faults.ts'
import {
  fail,
  find,
  pageLang,
  showFace,
  startsWorking,
  takeFragment,
  watchFields,
  watchPasswords,
  whileBusy,
} from '../../lib/page-form.ts'
import { sayPublic } from '../../lib/page-messages.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { visitor } from '../../lib/visitor.ts'

/** Sets a new password with the secret of a link. */
export async function startReset(): Promise<void> {
  const token = takeFragment()
  if (!token) return showFace('missing')
  const form = find('reset', HTMLFormElement)
  const password = find('password', HTMLInputElement)
  watchPasswords()
  password.focus()
  await loadWords(pageLang(), ['account', 'errors', 'times'])
  const rules = { password: passwordRule }
  watchFields(form, rules)
  watchNewPassword(password)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (isRight(form, rules))
      void whileBusy(find('submit'), () => reset(form, { token, password: password.value }))
  })
  startsWorking(form)
}

async function reset(form: HTMLFormElement, body: ResetPassword) {
  fail('')
  try {
    await visitor.post('/auth/password-resets', { json: body })
    form.reset()
    showFace('done')
  } catch (failure) {
    const faults = faultsOf(failure, form)
    if (faults.length > 0) return showFaults(faults)
    if (isEnded(failure)) return showFace('ended')
    fail(sayPublic(failure))
  }
}

/** Used, expired and never issued links get the same message. */
const isEnded = (failure: unknown) =>
  failure instanceof ApiProblem &&
  ['not_found', 'gone', 'unauthenticated', 'invalid_input'].includes(failure.code)

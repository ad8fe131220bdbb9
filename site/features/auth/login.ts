import type { SignedIn, SignIn } from '#api/auth/contract.ts'
import { forgetRates } from '../../lib/forget-rates.ts'
import { loadWords, t } from '../../lib/i18n/t.ts'
import {
  fail,
  find,
  pageLang,
  showFace,
  startsWorking,
  watchPasswords,
  whileBusy,
} from '../../lib/page-form.ts'
import { sayPublic } from '../../lib/page-messages.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { visitor } from '../../lib/visitor.ts'
import { nextPath } from './next.ts'
import { showOptions } from './options.ts'
import { showRefusal, watchReapply } from './refused.ts'
import { askForCode, watchSecondStep } from './second-step.ts'

/** Makes the form of the login page work. The page is HTML; this is all of its script. */
export async function startLogin(): Promise<void> {
  forgetRates()
  const words = loadWords(pageLang(), ['login', 'account', 'errors', 'times'])
  const form = find('login', HTMLFormElement)
  const username = find('username', HTMLInputElement)
  const password = find('password', HTMLInputElement)
  watchPasswords()
  void showOptions(words)
  ;(username.value ? password : username).focus()
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void words.then(() => whileBusy(find('submit'), () => submit(username, password)))
  })
  for (const button of document.querySelectorAll('[data-restart]'))
    button.addEventListener('click', () => startOver(username, password))
  startsWorking(form)
  await words
  watchSecondStep({ onDone: enter, onTooLate: () => startOver(username, password, 'too_late') })
  watchReapply()
  sayWhy()
}

/** Says why the session ended, in the place of the lead, so that nothing moves. */
function sayWhy() {
  const params = new URLSearchParams(location.search)
  if (!params.has('next')) return
  find('lead').textContent = t(params.get('why') === 'idle' ? 'login.idle' : 'login.ended')
}

async function submit(username: HTMLInputElement, password: HTMLInputElement) {
  const given: SignIn = { username: username.value.trim(), password: password.value }
  if (!given.username) return complain(username, t('login.need_username'))
  if (!given.password) return complain(password, t('login.need_password'))
  fail('')
  try {
    const answer = await visitor.post('/auth/login', { json: given })
    password.value = ''
    if ('challenge' in answer) askForCode(answer)
    else enter(answer)
  } catch (failure) {
    password.value = ''
    if (failure instanceof ApiProblem && failure.code === 'not_admitted')
      return showRefusal(failure, given)
    complain(password, sentence(failure))
  }
}

/** Goes to the requested page; people who owe a second factor can do nothing before they set one up. */
function enter({ user }: SignedIn) {
  const isOwed = user.secondFactor === 'owed'
  location.assign(isOwed ? '/settings#security' : nextPath(location.search, location.origin))
}

function startOver(username: HTMLInputElement, password: HTMLInputElement, why?: 'too_late') {
  showFace('first')
  fail(why ? t(`login.${why}`) : '')
  password.value = ''
  ;(why ? password : username).focus()
}

/** Why sign-in failed, without a hint which of the two was wrong. */
function sentence(failure: unknown): string {
  const isWrong =
    failure instanceof ApiProblem && ['unauthenticated', 'invalid_input'].includes(failure.code)
  return isWrong ? t('login.wrong') : sayPublic(failure)
}

function complain(box: HTMLInputElement, text: string) {
  fail(text)
  box.setAttribute('aria-invalid', 'true')
  box.addEventListener('input', () => box.removeAttribute('aria-invalid'), { once: true })
  box.focus()
}

import type { AskPasswordReset, SignInOptions } from '#api/auth/contract.ts'
import { loadWords, t } from '../../lib/i18n/t.ts'
import { ask } from '../../lib/page-call.ts'
import { isRight } from '../../lib/page-faults.ts'
import {
  fail,
  find,
  pageLang,
  type Rules,
  showFace,
  watchFields,
  whileBusy,
} from '../../lib/page-form.ts'
import { sayPublic } from '../../lib/page-messages.ts'

/** Asks for a link to set a new password by mail. */
export async function startForgot(): Promise<void> {
  const form = find('forgot', HTMLFormElement)
  const username = find('username', HTMLInputElement)
  username.focus()
  await loadWords(pageLang(), ['account', 'errors', 'ui'])
  const rules: Rules = {
    username: (text) => (text.trim() ? undefined : t('account.need_username')),
  }
  watchFields(form, rules)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (isRight(form, rules)) void whileBusy(find('submit'), () => send(username.value.trim()))
  })
  find('again').addEventListener('click', () => {
    form.reset()
    showFace('ask')
    username.focus()
  })
  // Whoever knows this address may be where no mail is sent; asking would be in vain.
  const options = await ask<SignInOptions>('/auth/options').catch(() => undefined)
  if (options && !options.mail) showFace('no-mail')
}

async function send(username: string) {
  fail('')
  const body: AskPasswordReset = { username }
  try {
    await ask('/auth/password-reset-requests', body)
    showFace('sent')
  } catch (failure) {
    fail(sayPublic(failure))
  }
}

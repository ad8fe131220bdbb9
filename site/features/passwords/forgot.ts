import { addressOf } from '../../lib/address.ts'
import { loadWords, t } from '../../lib/i18n/t.ts'
import { isRight } from '../../lib/page-faults.ts'
import {
  fail,
  find,
  pageLang,
  type Rules,
  showFace,
  startsWorking,
  watchFields,
  whileBusy,
} from '../../lib/page-form.ts'
import { sayPublic } from '../../lib/page-messages.ts'
import { visitor } from '../../lib/visitor.ts'

/** Requests a mail with a link that sets a new password. */
export async function startForgot(): Promise<void> {
  const form = find('forgot', HTMLFormElement)
  const username = find('username', HTMLInputElement)
  username.focus()
  await loadWords(pageLang(), ['account', 'errors', 'times'])
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
  startsWorking(form)
  // People can open this address where no mail is sent; then a request is pointless.
  const options = await visitor.get(addressOf('/auth/options')).catch(() => undefined)
  if (options && !options.mail) showFace('no-mail')
}

async function send(username: string) {
  fail('')
  try {
    await visitor.post('/auth/password-reset-requests', { json: { username } })
    showFace('sent')
  } catch (failure) {
    fail(sayPublic(failure))
  }
}

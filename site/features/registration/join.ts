import type { ShownInvitation } from '#api/registration/contract.ts'
import { accountIn, consentsIn } from '../../lib/account-body.ts'
import { accountRules, consentRules, watchNewPassword } from '../../lib/account-rules.ts'
import { loadWords, t } from '../../lib/i18n/t.ts'
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
import { dateTime } from '../../lib/when.ts'

/** Shows what the invitation is for, and makes an account of it. */
export async function startJoin(): Promise<void> {
  const token = takeFragment()
  const form = find('join', HTMLFormElement)
  watchPasswords()
  await loadWords(pageLang(), ['join', 'account', 'errors', 'times'])
  if (!token) return showFace('missing')
  const rules = { ...accountRules(''), ...consentRules }
  watchFields(form, rules)
  watchNewPassword(find('password', HTMLInputElement))
  find('retry').addEventListener('click', () => void read(token))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (isRight(form, rules, 'summary')) void whileBusy(find('submit'), () => accept(form, token))
  })
  startsWorking(form)
  await read(token)
}

async function read(token: string) {
  try {
    show(await visitor.post('/registration/invitation', { json: { token } }))
  } catch (failure) {
    if (isEnded(failure)) return showFace('ended')
    find('why').textContent = sayPublic(failure)
    showFace('failed')
  }
}

/** Used, withdrawn, expired and never issued invitations get the same message. */
const isEnded = (failure: unknown) =>
  failure instanceof ApiProblem && ['not_found', 'gone', 'invalid_input'].includes(failure.code)

function show({ companyName, tier, role, name, email, expiresAt }: ShownInvitation) {
  const place = find('company')
  for (const mark of place.querySelectorAll<HTMLElement>('[data-tier]'))
    mark.hidden = mark.dataset.tier !== tier
  const texts = {
    b: companyName,
    '[data-role]': t(`join.role_${role}`),
    '[data-until]': t('join.until', { date: dateTime(expiresAt) }),
  }
  for (const [at, text] of Object.entries(texts)) {
    const line = place.querySelector(at)
    if (line) line.textContent = text
  }
  find('name', HTMLInputElement).value ||= name ?? ''
  find('email', HTMLInputElement).value ||= email ?? ''
  showFace('ask')
}

async function accept(form: HTMLFormElement, token: string) {
  fail('')
  const json = { token, ...accountIn(form, ''), consents: consentsIn(form) }
  try {
    const { companyName } = await visitor.post('/registration/invitation/acceptance', {
      json,
    })
    form.reset()
    find('done-text').textContent = t('join.done_text', { company: companyName })
    showFace('done')
  } catch (failure) {
    const faults = faultsOf(failure, form)
    if (faults.length > 0) return showFaults(faults, 'summary')
    if (isEnded(failure)) return showFace('ended')
    fail(sayPublic(failure))
  }
}

import type { SignIn } from '#api/auth/contract.ts'
import type { Reapply } from '#api/registration/contract.ts'
import { emailRule, ifGiven, phoneRule } from '../../lib/account-rules.ts'
import { t } from '../../lib/i18n/t.ts'
import { faultsOf, isRight, showFaults } from '../../lib/page-faults.ts'
import {
  boxesIn,
  fail,
  find,
  type Rules,
  showFace,
  watchFields,
  whileBusy,
} from '../../lib/page-form.ts'
import { sayPublic } from '../../lib/page-messages.ts'
import type { ApiProblem } from '../../lib/problem.ts'
import { visitor } from '../../lib/visitor.ts'

const STATUSES = ['pending', 'rejected', 'suspended', 'closed'] as const
type Status = (typeof STATUSES)[number]
type Refusal = { status: Status; reason: string; approver: string; phone: string }

/** The password was right, so the person may learn why the account does not open. */
let refused: { refusal: Refusal; given: SignIn } | undefined

export function showRefusal({ facts }: ApiProblem, given: SignIn) {
  const text = (name: string) => (facts[name] === undefined ? '' : String(facts[name] ?? ''))
  const refusal: Refusal = {
    status: STATUSES.find((name) => name === facts.status) ?? 'suspended',
    reason: text('reason'),
    approver: text('approver') || t('login.refused_approver'),
    phone: text('approverPhone'),
  }
  refused = { refusal, given }
  show(refusal)
}

function show({ status, reason, approver, phone }: Refusal) {
  const face = find('refused')
  const heading = face.querySelector('h1')
  if (heading) heading.textContent = t(`login.refused.${status}.title`)
  const why = face.querySelector('[data-why]')
  if (why) why.textContent = t(`login.refused.${status}.text`, { approver })
  for (const note of document.querySelectorAll<HTMLElement>('[data-reason]')) {
    note.hidden = reason === ''
    note.replaceChildren(reason)
  }
  const call = face.querySelector<HTMLElement>('[data-call]')
  const link = call?.querySelector('a')
  if (call) call.hidden = phone === ''
  if (link) {
    link.href = `tel:${phone}`
    link.textContent = t('login.call', { phone })
  }
  find('apply-again').hidden = status !== 'rejected'
  showFace('refused')
}

/** Applies again with the same account, adding what the reason asked for. */
export function watchReapply() {
  const form = find('reapply', HTMLFormElement)
  const rules: Rules = { email: ifGiven(emailRule), phone: ifGiven(phoneRule) }
  watchFields(form, rules)
  find('apply-again').addEventListener('click', () => {
    form.reset()
    fail('', 'again-failure')
    showFace('again')
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (isRight(form, rules)) void whileBusy(find('again-submit'), () => reapply(form))
  })
}

async function reapply(form: HTMLFormElement) {
  if (!refused) return
  const { refusal, given } = refused
  fail('', 'again-failure')
  const filled = boxesIn(form).flatMap(({ name, value }) =>
    value.trim() ? [[name, value.trim()] as const] : [],
  )
  const body: Reapply = { ...given, ...Object.fromEntries(filled) }
  try {
    await visitor.post('/registration/reapplications', { json: body })
    refused = undefined
    show({ ...refusal, status: 'pending', reason: '' })
  } catch (failure) {
    const faults = faultsOf(failure, form)
    showFaults(faults)
    if (faults.length === 0) fail(sayPublic(failure), 'again-failure')
  }
}

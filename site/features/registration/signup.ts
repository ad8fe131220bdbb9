import type { Applied } from '#api/registration/contract.ts'
import { accountIn, consentsIn } from '../../lib/account-body.ts'
import { accountRules, consentRules, phoneRule, watchNewPassword } from '../../lib/account-rules.ts'
import { loadWords, t } from '../../lib/i18n/t.ts'
import { maskSays } from '../../lib/mask-words.ts'
import { masked, typeMask } from '../../lib/masks.ts'
import { faultsOf, isRight, showFaults } from '../../lib/page-faults.ts'
import {
  fail,
  faultsIn,
  find,
  mark,
  pageLang,
  type Rule,
  type Rules,
  showFace,
  startsWorking,
  textIn,
  watchFields,
  watchPasswords,
  whileBusy,
} from '../../lib/page-form.ts'
import { sayPublic } from '../../lib/page-messages.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { visitor } from '../../lib/visitor.ts'
import { forgetDraft, keepDraft } from './draft.ts'
import { type Kind, watchCode } from './parent-code.ts'
import { watchSteps } from './steps.ts'

const KINDS = ['agency', 'shop', 'staff'] as const satisfies Kind[]

/** Makes an application form work. */
export async function startSignup(): Promise<void> {
  const form = find('signup', HTMLFormElement)
  const kind = KINDS.find((one) => one === form.dataset.kind) ?? 'staff'
  watchPasswords()
  keepDraft(form)
  await loadWords(pageLang(), ['signup', 'account', 'errors', 'times'])
  const rules = rulesFor(kind)
  watchFields(form, rules)
  watchNewPassword(find('password', HTMLInputElement))
  if (kind !== 'staff') watchBusinessNumber(find('business-number', HTMLInputElement))
  const isCodeRight = watchCode(kind)
  const steps = watchSteps(form, async (part) => {
    const isCode = part.dataset.part === '1'
    return isRight(part, rules) && (!isCode || (await isCodeRight()))
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (steps.isBefore()) return void steps.next()
    void whileBusy(find('submit'), async () => {
      const faults = faultsIn(form, rules)
      if (faults[0]) steps.reveal(faults[0].box)
      showFaults(faults, 'summary')
      if (faults.length > 0) return
      if (!(await isCodeRight())) return complainOfCode(steps.reveal)
      await apply(form, kind, steps.reveal)
    })
  })
  startsWorking(form)
}

function rulesFor(kind: Kind): Rules {
  const needed =
    (text: () => string): Rule =>
    (typed) =>
      typed.trim() ? undefined : text()
  const code = needed(() => t('signup.need_code'))
  if (kind === 'staff') return { companyCode: code, ...accountRules('user.'), ...consentRules }
  return {
    parentCode: code,
    'company.name': needed(() => t('signup.need_company_name')),
    'company.businessNumber': businessNumberRule,
    'company.phone': (typed, box) =>
      typed.trim() ? phoneRule(typed, box) : t('signup.need_company_phone'),
    'company.address': needed(() => t('signup.need_address')),
    ...accountRules('admin.'),
    ...consentRules,
  }
}

const businessNumberRule: Rule = (text) =>
  text.trim() ? maskSays('business', text) : t('signup.need_business_number')

/** Adds the hyphens, and reports a wrong check digit as soon as the tenth digit is typed. */
function watchBusinessNumber(box: HTMLInputElement) {
  let before = box.value
  box.addEventListener('input', (event) => {
    const { inputType: kind = undefined, isComposing = false } =
      event instanceof InputEvent ? event : {}
    if (isComposing) return
    const caret = box.selectionStart ?? box.value.length
    const typed = typeMask('business', { before, text: box.value, caret, kind })
    if (typed.text !== box.value) {
      box.value = typed.text
      box.setSelectionRange(typed.caret, typed.caret)
    }
    before = typed.text
    if (typed.value.length >= 10) mark(box, businessNumberRule(typed.value, box))
  })
  box.addEventListener('blur', () => {
    box.value = masked('business', box.value)
  })
}

function complainOfCode(reveal: (box: HTMLElement) => void) {
  const box = find('code', HTMLInputElement)
  reveal(box)
  if (!box.getAttribute('aria-invalid')) mark(box, t('signup.unchecked_code'))
  box.focus()
}

async function apply(form: HTMLFormElement, kind: Kind, reveal: (box: HTMLElement) => void) {
  fail('')
  try {
    const applied = await (kind === 'staff' ? staffApplies(form) : companyApplies(form))
    forgetDraft()
    form.reset()
    showDone(applied)
  } catch (failure) {
    const faults = faultsOf(failure, form)
    if (failure instanceof ApiProblem && failure.code === 'not_found')
      faults.push({ box: find('code', HTMLInputElement), text: t('signup.unknown_code') })
    if (faults[0]) reveal(faults[0].box)
    showFaults(faults, 'summary')
    if (faults.length === 0) fail(sayPublic(failure))
  }
}

function staffApplies(form: HTMLFormElement) {
  const user = accountIn(form, 'user.')
  const json = { companyCode: textIn(form, 'companyCode'), user, consents: consentsIn(form) }
  return visitor.post('/registration/staff', { json })
}

function companyApplies(form: HTMLFormElement) {
  const company = {
    name: textIn(form, 'company.name'),
    businessNumber: textIn(form, 'company.businessNumber'),
    address: textIn(form, 'company.address'),
    phone: textIn(form, 'company.phone'),
  }
  const parentCode = textIn(form, 'parentCode')
  const json = { parentCode, company, admin: accountIn(form, 'admin.'), consents: consentsIn(form) }
  return visitor.post('/registration/companies', { json })
}

function showDone({ companyCode, companyName, approver }: Applied) {
  const place = find('new-code')
  place.hidden = companyCode === null
  const [caption, code] = [place.querySelector('p'), place.querySelector('b')]
  if (caption) caption.textContent = t('signup.done_code', { company: companyName })
  if (code) code.textContent = companyCode
  const line = find('approver')
  line.hidden = approver === null
  const sentences = approver
    ? [
        t('signup.done_approver', { approver: approver.name }),
        approver.phone ? t('signup.done_ask', { phone: approver.phone }) : '',
      ]
    : []
  line.textContent = sentences.join(' ').trim()
  watchCopy(companyCode ?? '')
  history.replaceState(null, '', location.pathname)
  showFace('done')
  scrollTo(0, 0)
}

function watchCopy(code: string) {
  const button = find('copy')
  const said = button.parentElement?.querySelector<HTMLElement>('[data-copied]')
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(code)
    if (said) said.textContent = said.dataset.copied ?? ''
  })
}

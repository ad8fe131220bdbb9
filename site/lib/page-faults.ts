import type { PasswordFault } from '#api/users/password-rule.ts'
import { t } from './i18n/t.ts'
import { boxNamed, type Fault, faultsIn, find, mark, type Rules } from './page-form.ts'
import { ApiProblem } from './problem.ts'

const PASSWORD_FAULTS: readonly string[] = [
  'too_short',
  'common',
  'repeated',
  'personal',
] satisfies PasswordFault[]

/** The API's field errors, in our words; the API's own are for programs. */
export function faultsOf(failure: unknown, form: HTMLFormElement): Fault[] {
  if (!(failure instanceof ApiProblem)) return []
  return failure.fields.flatMap(({ path, code, message }) => {
    const box = boxNamed(form, path)
    return box ? [{ box, text: sentence(path, code, message) }] : []
  })
}

function sentence(path: string, code: string, message: string): string {
  if (code === 'taken') return t('account.taken_username')
  const fault = PASSWORD_FAULTS.find((name) => path.endsWith('password') && name === message)
  // The value is one of the three names just above.
  return fault ? t(`account.password.${fault as PasswordFault}`) : t('account.bad_field')
}

/** Marks them all; for several, a list above says so and links to each. */
export function showFaults(faults: readonly Fault[], summaryId?: string) {
  for (const { box, text } of faults) mark(box, text)
  faults[0]?.box.focus()
  if (!summaryId) return
  const place = find(summaryId)
  summarise(place, faults)
  const form = place.closest('form')
  // A fixed field leaves the list; a later list replaces this handler.
  if (form)
    form.oninput = () =>
      summarise(
        place,
        faults.filter(({ box }) => box.getAttribute('aria-invalid')),
      )
}

function summarise(place: HTMLElement, faults: readonly Fault[]) {
  place.hidden = faults.length < 2
  if (place.hidden) return place.replaceChildren()
  const title = document.createElement('p')
  title.textContent = t('errors.in_form', { count: faults.length })
  const list = document.createElement('ul')
  list.append(...faults.map(itemOf))
  if (list.textContent !== place.querySelector('ul')?.textContent)
    place.replaceChildren(title, list)
}

function itemOf({ box, text }: Fault) {
  const link = document.createElement('a')
  link.href = `#${box.id}`
  link.className = 'link'
  link.textContent = text
  link.addEventListener('click', (event) => {
    event.preventDefault()
    box.focus()
  })
  const item = document.createElement('li')
  item.append(link)
  return item
}

/** Validates the fields in `scope`; true when all are valid. */
export function isRight(scope: HTMLElement, rules: Rules, summaryId?: string): boolean {
  const faults = faultsIn(scope, rules)
  showFaults(faults, summaryId)
  return faults.length === 0
}

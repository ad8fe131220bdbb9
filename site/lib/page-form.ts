import type { Lang } from './i18n/catalogue.ts'

// Forms of pages that are HTML first: the page has the fields, these verbs make them work.

/** What is wrong with a field as it stands; undefined when nothing is. */
export type Rule = (text: string, box: HTMLInputElement) => string | undefined
/** By the field's name, which is the path that the API calls it by (`admin.username`). */
export type Rules = Readonly<Record<string, Rule>>
export type Fault = { box: HTMLInputElement; text: string }

export function find<E extends Element = HTMLElement>(id: string, kind?: abstract new () => E): E {
  const found = document.getElementById(id)
  if (!found || (kind && !(found instanceof kind))) throw new Error(`the page has no #${id}`)
  // Checked above where a kind is asked for; else it is an HTMLElement, which is the default.
  return found as unknown as E
}

export const pageLang = (): Lang => (document.documentElement.lang === 'en' ? 'en' : 'ko')

export const boxesIn = (scope: HTMLElement): HTMLInputElement[] => [
  ...scope.querySelectorAll('input'),
]

export const boxNamed = (form: HTMLFormElement, name: string): HTMLInputElement | undefined =>
  boxesIn(form).find((box) => box.name === name)

/** A field is judged when it is left, and from then on at every stroke, until it is right. */
export function watchFields(form: HTMLFormElement, rules: Rules) {
  const judge = (box: HTMLInputElement) => mark(box, rules[box.name]?.(box.value, box))
  form.addEventListener('focusout', ({ target }) => {
    if (target instanceof HTMLInputElement && target.value) judge(target)
  })
  form.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLInputElement && target.getAttribute('aria-invalid')) judge(target)
  })
}

export function faultsIn(scope: HTMLElement, rules: Rules): Fault[] {
  return boxesIn(scope).flatMap((box) => {
    const text = rules[box.name]?.(box.value, box)
    return text ? [{ box, text }] : []
  })
}

/** Says what is wrong in the place of the field's help; undefined takes it back. */
export function mark(box: HTMLInputElement, text: string | undefined) {
  const note = document.getElementById(box.getAttribute('aria-describedby')?.split(' ')[0] ?? '')
  if (text) box.setAttribute('aria-invalid', 'true')
  else box.removeAttribute('aria-invalid')
  box.closest('.in')?.classList.toggle('error', Boolean(text))
  if (!note) return
  note.dataset.help ??= note.textContent
  const said = text ?? note.dataset.help
  note.classList.toggle('error', Boolean(text))
  note.replaceChildren(...(text ? [crossIcon()] : []), spanOf(said))
  note.hidden = said === ''
}

const spanOf = (text: string) => {
  const span = document.createElement('span')
  span.textContent = text
  return span
}

function crossIcon() {
  const space = 'http://www.w3.org/2000/svg'
  const icon = document.createElementNS(space, 'svg')
  for (const [name, value] of Object.entries({ class: 'icon', width: 14, height: 14 }))
    icon.setAttribute(name, String(value))
  icon.setAttribute('aria-hidden', 'true')
  const use = document.createElementNS(space, 'use')
  use.setAttribute('href', '#i-circle-x')
  icon.append(use)
  return icon
}

/** A sentence above the button for what belongs to no field. An empty one takes it away. */
export function fail(text: string, id = 'failure') {
  const line = find(id)
  line.textContent = text
  line.hidden = text === ''
}

/** Runs `work` unless it runs already; the button says that it does. */
export async function whileBusy(button: HTMLElement, work: () => Promise<void>) {
  if (button.getAttribute('aria-busy')) return
  button.setAttribute('aria-busy', 'true')
  try {
    await work()
  } finally {
    button.removeAttribute('aria-busy')
  }
}

/** Shows one of the page's faces and hides the others; its heading is what is read next. */
export function showFace(id: string) {
  for (const face of document.querySelectorAll<HTMLElement>('[data-face]'))
    face.hidden = face.id !== id
  const heading = find(id).querySelector('h1')
  heading?.setAttribute('tabindex', '-1')
  heading?.focus()
}

/** The eye in a password field, and the note about Caps Lock under it. */
export function watchPasswords() {
  for (const field of document.querySelectorAll('[data-password]')) {
    const box = field.querySelector('input')
    const caps = field.querySelector<HTMLElement>('[data-caps]')
    const reveal = field.querySelector<HTMLElement>('[data-reveal]')
    if (!box || !caps || !reveal) continue
    const look = (event: KeyboardEvent) => {
      caps.hidden = !event.getModifierState?.('CapsLock')
    }
    box.addEventListener('keydown', look)
    box.addEventListener('keyup', look)
    box.addEventListener('blur', () => {
      caps.hidden = true
    })
    reveal.addEventListener('click', () => {
      const isShown = box.type === 'text'
      box.type = isShown ? 'password' : 'text'
      reveal.setAttribute('aria-pressed', String(!isShown))
      reveal.querySelector('use')?.setAttribute('href', isShown ? '#i-eye' : '#i-eye-off')
      box.focus()
    })
  }
}

/**
 * Takes the secret out of the link's fragment and out of the address bar, where the next person at
 * this desk would find it. The link to the other language still carries it.
 */
export function takeFragment(): string {
  // A link that is opened where this page stands already changes nothing but the fragment.
  addEventListener('hashchange', () => location.reload(), { once: true })
  const token = location.hash.slice(1)
  if (!token) return ''
  history.replaceState(history.state, '', location.pathname + location.search)
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[hreflang]')) link.hash = token
  return token
}

/** What was typed as the contract's body: `admin.name` becomes `{ admin: { name } }`. */
export function bodyOf(form: HTMLFormElement): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const box of boxesIn(form)) {
    if (!box.name) continue
    const value = box.type === 'checkbox' ? box.checked : typedIn(box)
    const [first = '', second] = box.name.split('.')
    if (second === undefined) body[first] = value
    else body[first] = { ...Object(body[first]), [second]: value }
  }
  return body
}

/** A password is sent as typed; what is shown or hidden by the eye is one all the same. */
const typedIn = (box: HTMLInputElement) =>
  box.closest('[data-password]') ? box.value : box.value.trim()

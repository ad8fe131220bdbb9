import type { Lang } from './i18n/catalogue.ts'

// Forms of pages that are HTML first: the page has the fields, these functions make them work.

/** The error of a field as it stands; undefined when valid. */
export type Rule = (text: string, box: HTMLInputElement) => string | undefined
/** By the field's name, which is its path in the contract (`admin.username`). */
export type Rules = Readonly<Record<string, Rule>>
export type Fault = { box: HTMLInputElement; text: string }

export function find<E extends Element = HTMLElement>(id: string, kind?: abstract new () => E): E {
  const found = document.getElementById(id)
  if (!found || (kind && !(found instanceof kind))) throw new Error(`the page has no #${id}`)
  // Checked above where a kind is given; otherwise it is an HTMLElement, the default.
  return found as unknown as E
}

export const pageLang = (): Lang => (document.documentElement.lang === 'en' ? 'en' : 'ko')

/** The form works from now on. A press that came before its script is repeated (`public/early-press.js`). */
export function startsWorking(form: HTMLFormElement): void {
  delete form.dataset.waits
  const early = globalThis.pressedEarly
  if (early && form.contains(early)) early.click()
}

export const boxesIn = (scope: HTMLElement): HTMLInputElement[] => [
  ...scope.querySelectorAll('input'),
]

export const boxNamed = (form: HTMLFormElement, name: string): HTMLInputElement | undefined =>
  boxesIn(form).find((box) => box.name === name)

/** Validates a field when it is left, and from then on at every keystroke until it is valid. */
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

/** Shows an error in the place of the field's help; undefined removes it. */
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

/** Shows a sentence above the button for errors of no field. An empty one removes it. */
export function fail(text: string, id = 'failure') {
  const line = find(id)
  line.textContent = text
  line.hidden = text === ''
}

/** Runs `work` unless it already runs; the button shows that it is busy. */
export async function whileBusy(button: HTMLElement, work: () => Promise<void>) {
  if (button.getAttribute('aria-busy')) return
  button.setAttribute('aria-busy', 'true')
  try {
    await work()
  } finally {
    button.removeAttribute('aria-busy')
  }
}

/** Shows one of the page's faces, hides the others and focuses its heading. */
export function showFace(id: string) {
  for (const face of document.querySelectorAll<HTMLElement>('[data-face]'))
    face.hidden = face.id !== id
  const heading = find(id).querySelector('h1')
  heading?.setAttribute('tabindex', '-1')
  heading?.focus()
}

/** The eye in a password field, and the note about Caps Lock below it. */
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
 * Takes the secret out of the link's fragment and out of the address bar, where the next person at this desk
 * would find it. The link to the other language still carries it.
 */
export function takeFragment(): string {
  // A link opened while this page is shown changes only the fragment.
  addEventListener('hashchange', () => location.reload(), { once: true })
  const token = location.hash.slice(1)
  if (!token) return ''
  history.replaceState(history.state, '', location.pathname + location.search)
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[hreflang]')) link.hash = token
  return token
}

/** The text of a field by its name. A password is sent as typed, shown or hidden. */
export function textIn(form: HTMLFormElement, name: string): string {
  const box = boxNamed(form, name)
  if (!box) throw new Error(`the form has no ${name}`)
  return box.closest('[data-password]') ? box.value : box.value.trim()
}

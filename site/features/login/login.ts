import type { SignInOptions } from '#api/auth/contract.ts'
import type { Lang } from '../../lib/i18n/catalogue.ts'
import { loadWords, t } from '../../lib/i18n/t.ts'
import { ApiProblem, problemOf } from '../../lib/problem.ts'
import { nextPath } from './next.ts'

const find = <E extends HTMLElement>(id: string, kind: new () => E): E => {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new Error(`the page has no #${id}`)
  return found
}

/** Makes the form of the login page work. The page is HTML; this is all the script it has. */
export async function startLogin(): Promise<void> {
  const lang: Lang = document.documentElement.lang === 'en' ? 'en' : 'ko'
  const words = loadWords(lang, ['login', 'errors', 'ui'])
  const form = find('login', HTMLFormElement)
  const username = find('username', HTMLInputElement)
  const password = find('password', HTMLInputElement)
  watchPassword(password)
  void showOptions(words, username, password)
  ;(username.value ? password : username).focus()
  let busy = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (busy) return
    busy = true
    void words
      .then(() => submit(username, password))
      .finally(() => {
        busy = false
      })
  })
  await words
  // In the lead's own place, so that nothing moves.
  if (new URLSearchParams(location.search).has('next'))
    find('lead', HTMLParagraphElement).textContent = t('login.ended')
}

async function submit(username: HTMLInputElement, password: HTMLInputElement) {
  if (!username.value.trim()) return complain(username, t('login.need_username'))
  if (!password.value) return complain(password, t('login.need_password'))
  const button = find('submit', HTMLButtonElement)
  button.setAttribute('aria-busy', 'true')
  fail('')
  try {
    await logIn(username.value.trim(), password.value)
    location.assign(nextPath(location.search, location.origin))
  } catch (failure) {
    password.value = ''
    complain(password, sentence(failure))
    button.removeAttribute('aria-busy')
  }
}

async function logIn(username: string, password: string): Promise<void> {
  const response = await fetch('/api/v2/auth/login', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ username, password }),
  }).catch(() => {
    throw new ApiProblem(0, { code: 'offline' })
  })
  if (!response.ok) throw await problemOf(response)
}

/** Why one cannot come in, without a hint which of the two was wrong. */
function sentence(failure: unknown): string {
  if (!(failure instanceof ApiProblem)) return t('errors.internal')
  const { code, facts } = failure
  if (code === 'unauthenticated' || code === 'invalid_input') return t('login.wrong')
  if (code === 'too_many_requests') {
    const minutes = Math.max(1, Math.ceil(Number(facts.retryAfterSeconds ?? 60) / 60))
    return t('login.locked', { wait: t('ui.minutes', { n: minutes }) })
  }
  return t(`errors.${code}`)
}

function complain(box: HTMLInputElement, text: string) {
  fail(text)
  box.setAttribute('aria-invalid', 'true')
  box.addEventListener('input', () => box.removeAttribute('aria-invalid'), { once: true })
  box.focus()
}

function fail(text: string) {
  const line = find('failure', HTMLParagraphElement)
  line.textContent = text
  line.hidden = text === ''
}

function watchPassword(password: HTMLInputElement) {
  const caps = find('caps', HTMLParagraphElement)
  const look = (event: KeyboardEvent) => {
    caps.hidden = !event.getModifierState?.('CapsLock')
  }
  password.addEventListener('keydown', look)
  password.addEventListener('keyup', look)
  password.addEventListener('blur', () => {
    caps.hidden = true
  })
  const reveal = find('reveal', HTMLButtonElement)
  reveal.addEventListener('click', () => {
    const isShown = password.type === 'text'
    password.type = isShown ? 'password' : 'text'
    reveal.setAttribute('aria-pressed', String(!isShown))
    reveal.querySelector('use')?.setAttribute('href', isShown ? '#i-eye' : '#i-eye-off')
    password.focus()
  })
}

/** Whether the service answers, and the accounts to try where this is a demonstration. */
async function showOptions(
  words: Promise<void>,
  username: HTMLInputElement,
  password: HTMLInputElement,
) {
  const response = await fetch('/api/v2/auth/options').catch(() => undefined)
  const status = find('status', HTMLSpanElement)
  status.textContent = (response?.ok ? status.dataset.ok : status.dataset.down) ?? ''
  status.classList.toggle('down', !response?.ok)
  status.hidden = false
  if (!response?.ok) return
  // The contract's type; outside a demonstration the list is empty.
  const { demo } = (await response.json()) as SignInOptions
  if (demo.length === 0) return
  await words
  const place = find('demo', HTMLElement)
  place.querySelector('ul')?.replaceChildren(
    ...demo.map((account) => {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'btn sm'
      button.textContent = t(`login.demo_${account.label}`)
      button.addEventListener('click', () => {
        username.value = account.username
        password.value = account.password
        find('submit', HTMLButtonElement).focus()
      })
      const item = document.createElement('li')
      item.append(button)
      return item
    }),
  )
  place.hidden = false
}

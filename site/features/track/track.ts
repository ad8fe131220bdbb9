import type { Tracked } from '#api/orders/contract.ts'
import type { Lang } from '../../lib/i18n/catalogue.ts'
import { loadWords, t } from '../../lib/i18n/t.ts'
import { ApiProblem, problemOf } from '../../lib/problem.ts'
import { shortDateTime } from '../../lib/when.ts'

const find = (id: string): HTMLElement => {
  const found = document.getElementById(id)
  if (!found) throw new Error(`the page has no #${id}`)
  return found
}
const box = (id: string) => find(id) as HTMLInputElement // the page's own inputs

/** Shows the result in place; a form sent without this script arrives with its values in the address. */
export async function startTrack(): Promise<void> {
  const lang: Lang = document.documentElement.lang === 'en' ? 'en' : 'ko'
  const words = loadWords(lang, ['track', 'errors', 'ui'])
  const params = new URLSearchParams(location.search)
  box('order').value = params.get('order') ?? ''
  box('phone').value = params.get('phone') ?? ''
  find('track').addEventListener('submit', (event) => {
    event.preventDefault()
    void words.then(look)
  })
  await words
  if (box('order').value && box('phone').value) await look()
}

async function look() {
  const order = box('order').value.trim().toUpperCase()
  const phone = box('phone').value.trim()
  if (!order) return fail(t('track.need_order'), 'order')
  if (!/^\d{4}$/.test(phone)) return fail(t('track.need_four'), 'phone')
  const button = find('submit')
  button.setAttribute('aria-busy', 'true')
  fail('')
  try {
    show(await ask(order, phone))
  } catch (failure) {
    find('result').hidden = true
    fail(sentence(failure))
  } finally {
    button.removeAttribute('aria-busy')
  }
}

async function ask(order: string, phone: string): Promise<Tracked> {
  const response = await fetch(`/api/v2/track?${new URLSearchParams({ order, phone })}`, {
    headers: { accept: 'application/json' },
  }).catch(() => {
    throw new ApiProblem(0, { code: 'offline' })
  })
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as Tracked
}

function show({ number, status, steps }: Tracked) {
  const isStopped = status === 'rejected' || status === 'cancelled'
  find('number').textContent = number
  find('stopped').hidden = !isStopped
  find('steps').hidden = isStopped
  for (const item of find('steps').querySelectorAll('li')) {
    const reached = steps.find((step) => step.status === item.dataset.state)
    item.classList.toggle('reached', reached !== undefined)
    item.toggleAttribute('aria-current', item.dataset.state === status)
    const time = item.querySelector('time')
    if (!time) continue
    time.dateTime = reached?.at ?? ''
    time.textContent = reached ? shortDateTime(reached.at) : ''
  }
  find('result').hidden = false
}

/** An unknown number and wrong digits say the same, so that neither can be probed for. */
function sentence(failure: unknown): string {
  if (!(failure instanceof ApiProblem)) return t('track.failed')
  const { code, facts } = failure
  if (code === 'not_found' || code === 'invalid_input') return t('track.not_found')
  if (code === 'too_many_requests') {
    const minutes = Math.max(1, Math.ceil(Number(facts.retryAfterSeconds ?? 600) / 60))
    return t('track.wait', { wait: t('ui.minutes', { n: minutes }) })
  }
  return code === 'offline' ? t('errors.offline') : t('track.failed')
}

function fail(text: string, at?: string) {
  find('failure').textContent = text
  find('failure').hidden = text === ''
  if (at) box(at).focus()
}

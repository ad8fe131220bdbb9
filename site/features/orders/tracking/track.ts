import type { Tracked } from '#api/orders/contract.ts'
import { addressOf } from '../../../lib/address.ts'
import type { Lang } from '../../../lib/i18n/catalogue.ts'
import { loadWords, t } from '../../../lib/i18n/t.ts'
import { ApiProblem } from '../../../lib/problem.ts'
import { visitor } from '../../../lib/visitor.ts'
import { shortDateTime } from '../../../lib/when.ts'
import { COURIER_PAGES } from './couriers.ts'

const find = (id: string): HTMLElement => {
  const found = document.getElementById(id)
  if (!found) throw new Error(`the page has no #${id}`)
  return found
}
const part = (id: string, which: string): HTMLElement => {
  const found = find(id).querySelector<HTMLElement>(which)
  if (!found) throw new Error(`#${id} has no ${which}`)
  return found
}
const box = (id: string) => find(id) as HTMLInputElement // the page's own inputs

/** Shows the result in place. A form sent without this script has its values in the address. */
export async function startTrack(): Promise<void> {
  const lang: Lang = document.documentElement.lang === 'en' ? 'en' : 'ko'
  const words = loadWords(lang, ['track', 'errors', 'times', 'couriers'])
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
    show(await visitor.get(addressOf('/track', { query: { order, phone } })))
  } catch (failure) {
    find('result').hidden = true
    fail(sentence(failure))
  } finally {
    button.removeAttribute('aria-busy')
  }
}

function show({ number, status, steps, shop, shipment }: Tracked) {
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
  showParcel(shipment)
  showShop(shop)
  find('result').hidden = false
}

function showParcel(shipment: Tracked['shipment']) {
  find('parcel').hidden = shipment === null
  if (!shipment) return
  const { courier, trackingNumber } = shipment
  part('parcel', '[data-courier]').textContent = t(`couriers.${courier}`)
  part('parcel', '[data-number]').textContent = trackingNumber
  link(part('parcel', '[data-page]'), COURIER_PAGES[courier])
}

/** The shop to ask; one without a public number is shown by name alone. */
function showShop({ name, phone }: Tracked['shop']) {
  part('shop', '[data-name]').textContent = name
  const call = part('shop', '[data-call]')
  call.textContent = phone ? t('track.shop_call', { phone: phone }) : ''
  link(call, phone ? `tel:${phone.replace(/\D/g, '')}` : undefined)
}

function link(at: HTMLElement, href: string | undefined) {
  at.hidden = href === undefined
  if (href) at.setAttribute('href', href)
}

/** An unknown number and wrong digits show the same text, so that neither can be probed. */
function sentence(failure: unknown): string {
  if (!(failure instanceof ApiProblem)) return t('track.failed')
  const { code, facts } = failure
  if (code === 'not_found' || code === 'invalid_input') return t('track.not_found')
  if (code === 'too_many_requests') {
    const minutes = Math.max(1, Math.ceil(Number(facts.retryAfterSeconds ?? 600) / 60))
    return t('track.wait', { wait: t('times.minutes', { n: minutes }) })
  }
  return code === 'offline' ? t('errors.offline') : t('track.failed')
}

function fail(text: string, at?: string) {
  find('failure').textContent = text
  find('failure').hidden = text === ''
  if (at) box(at).focus()
}

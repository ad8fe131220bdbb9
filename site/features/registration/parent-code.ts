import type { FoundParent } from '#api/registration/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { find, mark, whileBusy } from '../../lib/page-form.ts'
import { sayPublic } from '../../lib/page-messages.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { visitor } from '../../lib/visitor.ts'

export type Kind = 'agency' | 'shop' | 'staff'
const JOINS = { agency: 'agency', shop: 'retail' } as const

/**
 * Shows the company behind the code that was typed. Returns a function that looks the code up, if need be,
 * and tells whether it was found and fits this form.
 */
export function watchCode(kind: Kind) {
  const box = find('code', HTMLInputElement)
  const button = find('check')
  let foundFor = ''
  let fits = false
  let unknown = ''
  let running: Promise<void> | undefined

  const askFor = (code: string) =>
    whileBusy(button, async () => {
      try {
        const parent = await visitor.get(addressOf('/registration/parent', { query: { code } }))
        // The code has changed meanwhile: this answer is about another one.
        if (typedIn(box) !== code) return
        foundFor = code
        fits = kind === 'staff' || parent.joinsAs === JOINS[kind]
        mark(box, undefined)
        show(parent, kind, fits)
      } catch (failure) {
        if (isUnknown(failure)) unknown = code
        mark(box, isUnknown(failure) ? t('signup.unknown_code') : sayPublic(failure))
      }
    })

  const check = async (): Promise<boolean> => {
    // Leaving the field and pressing a button come together; both wait for the one answer.
    await running
    const code = typedIn(box)
    box.value = code
    if (!code) mark(box, t('signup.need_code'))
    // Look-ups are limited, so an unknown code is not sent again.
    else if (code === unknown) mark(box, t('signup.unknown_code'))
    else if (code !== foundFor) {
      running = askFor(code)
      await running
      running = undefined
    }
    return code !== '' && foundFor === code && fits
  }
  box.addEventListener('input', () => {
    foundFor = ''
    find('parent').hidden = true
    find('other').hidden = true
  })
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    void check()
  })
  box.addEventListener('blur', () => {
    if (box.value.trim()) void check()
  })
  button.addEventListener('click', () => void check())
  return check
}

const typedIn = (box: HTMLInputElement) => box.value.trim().toUpperCase()

const isUnknown = (failure: unknown) =>
  failure instanceof ApiProblem && ['not_found', 'invalid_input'].includes(failure.code)

function show(parent: FoundParent, kind: Kind, fits: boolean) {
  const fact = find('parent')
  let tier = ''
  for (const mark of fact.querySelectorAll<HTMLElement>('[data-tier]')) {
    mark.hidden = mark.dataset.tier !== parent.tier
    if (!mark.hidden) tier = mark.dataset.word ?? ''
  }
  const [name, about, joins] = ['b', '.subtle', '[data-joins]'].map((at) => fact.querySelector(at))
  if (name) name.textContent = parent.name
  if (about) about.textContent = parent.region ? `${tier} · ${parent.region}` : tier
  const as = kind === 'staff' ? 'staff' : parent.joinsAs
  if (joins) joins.textContent = fits && as ? t(`signup.joins_${as}`, { parent: parent.name }) : ''
  fact.hidden = false
  if (!fits) lead(parent)
  find('other').hidden = fits
}

/** Links to the form that this code is for; the draft goes along. */
function lead({ joinsAs }: FoundParent) {
  const line = find('other')
  const to = joinsAs === 'agency' ? 'agency' : joinsAs === 'retail' ? 'shop' : 'staff'
  const why = to === 'staff' ? 'is_nobody' : to === 'shop' ? 'is_shop' : 'is_agency'
  const text = line.querySelector('span')
  if (text) text.textContent = t(`signup.${why}`)
  for (const link of line.querySelectorAll('a')) link.hidden = link.dataset.to !== to
}

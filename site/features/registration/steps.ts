import { find } from '../../lib/page-form.ts'

/** The width below which `signup.css` shows one part at a time. */
const PHONE = '(max-width: 639px)'

/** On a phone one part is in sight at a time; the browser's Back goes to the previous one. */
export function watchSteps(
  form: HTMLFormElement,
  mayLeave: (part: HTMLElement) => Promise<boolean>,
) {
  const last = Number(form.dataset.parts)
  const show = (step: number) => {
    form.dataset.step = String(step)
    for (const link of document.querySelectorAll('[data-go]')) {
      const at = Number(link.getAttribute('data-go'))
      link.classList.toggle('past', at < step)
      if (at === step) link.setAttribute('aria-current', 'step')
      else link.removeAttribute('aria-current')
    }
  }
  const now = () => Number(form.dataset.step)
  const go = (step: number) => {
    history.pushState({ step }, '', `#part-${step}`)
    show(step)
    scrollTo(0, 0)
    const heading = find(`part-${step}`).querySelector('h2')
    heading?.setAttribute('tabindex', '-1')
    heading?.focus()
  }
  addEventListener('popstate', () => show(stepIn(location.hash, last)))
  find('back').addEventListener('click', () => history.back())
  const next = async () => {
    if (await mayLeave(find(`part-${now()}`))) go(now() + 1)
  }
  find('next').addEventListener('click', () => void next())
  for (const link of document.querySelectorAll('[data-go]'))
    link.addEventListener('click', (event) => {
      if (!matchMedia(PHONE).matches) return
      event.preventDefault()
      if (Number(link.getAttribute('data-go')) < now()) history.back()
    })
  // A reload starts with the first part, because the later ones may need its answers.
  if (location.hash) history.replaceState(null, '', location.pathname + location.search)
  show(1)
  return {
    /** True when Enter moves to the next part instead of submitting. */
    isBefore: () => matchMedia(PHONE).matches && now() < last,
    next,
    /** Shows the part that has this field. */
    reveal: (box: HTMLElement) => {
      const part = Number(box.closest<HTMLElement>('[data-part]')?.dataset.part ?? last)
      if (matchMedia(PHONE).matches && part !== now()) go(part)
    },
  }
}

function stepIn(hash: string, last: number): number {
  const step = Number(hash.replace('#part-', ''))
  return step >= 1 && step <= last ? step : 1
}

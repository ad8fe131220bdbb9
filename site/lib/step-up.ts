import { signal } from '@preact/signals'

/** The proof that a refused call needs; the shell's dialog shows it. */
export const asked = signal<'code' | 'password' | 'enrolment' | undefined>(undefined)

let answer: ((proved: boolean) => void) | undefined
let waiting: Promise<boolean> | undefined

/**
 * Resolves once the person has proved themselves (second factor, or password without one) or has declined.
 * Calls refused together share one dialog and its answer.
 */
export function provenAgain(shows: 'code' | 'password'): Promise<boolean> {
  waiting ??= new Promise<boolean>((resolve) => {
    answer = resolve
    asked.value = shows
  }).finally(() => {
    waiting = undefined
  })
  return waiting
}

/** The dialog's answer; waiting calls are sent again only after a proof. */
export function settleStepUp(proved: boolean) {
  asked.value = undefined
  answer?.(proved)
  answer = undefined
}

const SETTINGS = '/settings'

/**
 * Asks for a second factor to be set up, without which nothing else works; says nothing on the page that does
 * it.
 */
export function factorOwed() {
  if (location.pathname.startsWith(SETTINGS) || asked.value !== undefined) return
  asked.value = 'enrolment'
}

export const closeOwed = () => {
  if (asked.value === 'enrolment') asked.value = undefined
}

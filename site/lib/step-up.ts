import { signal } from '@preact/signals'

/** What a refused call asks of the person; the shell's dialog shows it. */
export const asked = signal<'code' | 'enrolment' | undefined>(undefined)

let answer: ((proved: boolean) => void) | undefined
let waiting: Promise<boolean> | undefined

/**
 * Resolves once the person has shown the second factor again, or has declined. Calls that are refused
 * together share one dialog and its answer.
 */
export function provenAgain(): Promise<boolean> {
  waiting ??= new Promise<boolean>((resolve) => {
    answer = resolve
    asked.value = 'code'
  }).finally(() => {
    waiting = undefined
  })
  return waiting
}

/** The dialog's answer; the calls that wait are sent again only when it was proved. */
export function settleStepUp(proved: boolean) {
  asked.value = undefined
  answer?.(proved)
  answer = undefined
}

const SETTINGS = '/settings'

/** A second factor must be set up before anything else works; where that is done, nobody is told. */
export function factorOwed() {
  if (location.pathname.startsWith(SETTINGS) || asked.value !== undefined) return
  asked.value = 'enrolment'
}

export const closeOwed = () => {
  if (asked.value === 'enrolment') asked.value = undefined
}

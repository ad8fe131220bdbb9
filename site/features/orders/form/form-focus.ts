import { useLayoutEffect, useRef } from 'preact/hooks'
import type { StepName } from './steps.ts'

/**
 * Moves the focus to the heading of a new step, so that a screen reader reads it first. It happens with the
 * change itself: after the next paint it would take the focus from a field that is being filled already.
 */
export function useFocusOn(name: StepName) {
  const heading = useRef<HTMLHeadingElement>(null)
  const before = useRef(name)
  useLayoutEffect(() => {
    if (before.current === name) return
    before.current = name
    heading.current?.focus()
    heading.current?.closest('.order-body')?.scrollTo({ top: 0 })
  }, [name])
  return heading
}

/** Enter moves to the next field, as scanners and quick typists expect; it never places the order. */
export function nextField(event: KeyboardEvent) {
  const at = event.target
  if (!(at instanceof HTMLInputElement) || event.defaultPrevented) return
  event.preventDefault()
  const body = at.closest('.order-body')
  const fields = [
    ...(body?.querySelectorAll<HTMLElement>('input, textarea, [role="radio"][tabindex="0"]') ?? []),
  ]
  fields[fields.indexOf(at) + 1]?.focus()
}

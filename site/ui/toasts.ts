import { signal } from '@preact/signals'

export type Toast = {
  id: number
  kind: 'done' | 'stop'
  text: string
  action?: { label: string; href?: string; run?: () => void }
}

const SHOWN_MAX = 3
let last = 0
export const toasts = signal<readonly Toast[]>([])

/**
 * For the success of the person's own command, or a job's end. Never for validation, never the only place of
 * a decision.
 */
export function toast(text: string, more: Partial<Pick<Toast, 'kind' | 'action'>> = {}): void {
  last += 1
  const next: Toast = { id: last, kind: 'done', text, ...more }
  toasts.value = [...toasts.value, next].slice(-SHOWN_MAX)
}

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((shown) => shown.id !== id)
}

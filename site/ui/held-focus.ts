import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** Enter was pressed in a search whose rows are still loading. */
let isWanted = false

/** Focuses the first row of the page's list, or its first card on a phone. */
export function enterRows(): boolean {
  const rows = document.querySelectorAll<HTMLElement>(
    'main table[aria-busy="false"] tbody tr[tabindex="0"], main .cards .card-open',
  )
  const first = [...rows].find((row) => row.offsetParent !== null)
  first?.focus()
  return first !== undefined
}

/** The same, now or when the rows that are loading arrive. */
export function enterRowsComing() {
  if (!enterRows() && document.querySelector('main table[aria-busy="true"]')) isWanted = true
}

/** The same, when the rows of the request just made arrive. */
export const enterRowsSoon = () => {
  isWanted = true
}
/** Cancels the wait: people who go on typing keep the focus. */
export const stayOut = () => {
  isWanted = false
}

/**
 * Keeps the focus in a list whose focused row disappeared (approved, filtered out): the row that is now the
 * tab stop gets it. A focus that the person moved elsewhere is left alone.
 */
export function useHeldFocus(body: RefObject<HTMLElement>, rows: unknown) {
  const held = useRef(false)
  useEffect(() => {
    if (!isWanted || rows === undefined) return
    isWanted = false
    enterRows()
  }, [rows])
  useEffect(() => {
    if (!held.current || document.activeElement !== document.body) return
    body.current?.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus({ preventScroll: true })
  }, [rows])
  return {
    onFocusIn: () => {
      held.current = true
    },
    onFocusOut: ({ target }: FocusEvent) => {
      // Only afterwards is it known whether the row disappeared or just lost the focus.
      setTimeout(() => {
        const inside = body.current?.contains(document.activeElement) ?? false
        if (target instanceof Node && target.isConnected && !inside) held.current = false
      })
    },
  }
}

import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/**
 * Keeps the keyboard in a list whose focused row was taken away (approved, filtered out): the row that
 * is now the tab stop gets the focus. A focus that the person moved elsewhere is left alone.
 */
export function useHeldFocus(body: RefObject<HTMLElement>, rows: unknown) {
  const held = useRef(false)
  useEffect(() => {
    if (!held.current || document.activeElement !== document.body) return
    body.current?.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus({ preventScroll: true })
  }, [rows])
  return {
    onFocusIn: () => {
      held.current = true
    },
    onFocusOut: ({ target }: FocusEvent) => {
      // Only after the frame is it known whether the row itself went, or only the focus.
      setTimeout(() => {
        const inside = body.current?.contains(document.activeElement) ?? false
        if (target instanceof Node && target.isConnected && !inside) held.current = false
      })
    },
  }
}

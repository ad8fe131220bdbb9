import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useId } from '../lib/use-id.ts'

type TriggerProps = {
  'aria-expanded': boolean
  'aria-haspopup': 'dialog' | 'menu'
  'aria-controls': string
  onClick: () => void
}

/** A small panel under its trigger. Esc and a click elsewhere close it; the focus returns. */
export function Popover({
  label,
  trigger,
  children,
  align = 'left',
  role = 'dialog',
}: {
  label: string
  trigger: (button: TriggerProps) => ComponentChildren
  children: (close: () => void) => ComponentChildren
  align?: 'left' | 'right'
  role?: 'dialog' | 'menu'
}) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const id = useId()

  const close = () => {
    setOpen(false)
    root.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus()
  }
  useEffect(() => {
    if (!open) return
    const forget = enter(root.current)
    const outside = ({ target }: PointerEvent) => {
      if (target instanceof Node && !root.current?.contains(target)) setOpen(false)
    }
    addEventListener('pointerdown', outside)
    return () => {
      removeEventListener('pointerdown', outside)
      forget()
    }
  }, [open])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: takes the Escape of whatever it contains
    <div
      ref={root}
      class="relative"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        event.stopPropagation()
        close()
      }}
    >
      {trigger({
        'aria-expanded': open,
        'aria-haspopup': role,
        'aria-controls': id,
        onClick: () => setOpen(!open),
      })}
      {open && (
        // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles it may have take a name
        <div id={id} role={role} aria-label={label} class={`menu popover ${align}`}>
          {children(close)}
        </div>
      )}
    </div>
  )
}

const FIRST = '.popover :is(input, button, a, select, [tabindex="0"]):not([tabindex="-1"])'

/** Focuses the first control, or the first one that arrives, unless the person has moved on by then. */
function enter(root: HTMLElement | null): () => void {
  const go = () => {
    const first = root?.querySelector<HTMLElement>(FIRST)
    first?.focus()
    return Boolean(first)
  }
  if (!root || go()) return () => {}
  const arriving = new MutationObserver(() => {
    const { activeElement: at, body } = document
    if ((at !== body && !root.contains(at)) || go()) arriving.disconnect()
  })
  arriving.observe(root, { childList: true, subtree: true })
  return () => arriving.disconnect()
}

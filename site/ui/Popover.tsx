import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'

type TriggerProps = {
  'aria-expanded': boolean
  'aria-haspopup': 'dialog' | 'menu'
  'aria-controls': string
  onClick: () => void
}

/** Something small that floats under what opened it. Esc and a click elsewhere close it; focus returns. */
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
    const first = 'input:not([tabindex="-1"]), button, a, select, [tabindex="0"]'
    root.current?.querySelector<HTMLElement>(`.popover :is(${first})`)?.focus()
    const outside = ({ target }: PointerEvent) => {
      if (target instanceof Node && !root.current?.contains(target)) setOpen(false)
    }
    addEventListener('pointerdown', outside)
    return () => removeEventListener('pointerdown', outside)
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

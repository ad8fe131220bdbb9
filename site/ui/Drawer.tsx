import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { t } from '../lib/i18n/t.ts'
import { isKey } from '../lib/shortcuts.ts'
import { IconButton } from './Button.tsx'

type Props = {
  title: ComponentChildren
  /** Beside the title: copy, open full page. */
  tools?: ComponentChildren
  foot?: ComponentChildren
  onClose: () => void
  children: ComponentChildren
}

/**
 * One record beside its list. From 1280 px it is a pane and the list stays usable; below, it covers the list
 * and traps the focus; on a phone it is the page. Place it in a `.with-drawer` beside the list.
 */
export function Drawer({ title, tools, foot, onClose, children }: Props) {
  const pane = useRef<HTMLElement>(null)
  const close = useRef(onClose)
  close.current = onClose

  useEffect(() => {
    const opener = document.activeElement
    const overlays = matchMedia('(max-width: 1279px)').matches
    if (overlays) pane.current?.focus()
    const keys = (event: KeyboardEvent) => {
      if (!isKey(event, 'close') || event.defaultPrevented || isOverlaid(event)) return
      close.current()
    }
    addEventListener('keydown', keys)
    return () => {
      removeEventListener('keydown', keys)
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [])

  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a scrim, not a control */}
      <div class="drawer-scrim" onClick={onClose} />
      <aside ref={pane} class="drawer" tabIndex={-1} aria-labelledby="drawer-title">
        <header class="drawer-head">
          <h2 id="drawer-title" class="n trunc">
            {title}
          </h2>
          <span class="ml-auto flex items-center gap-1">
            {tools}
            <IconButton icon="x" label={t('ui.close')} onClick={onClose} />
          </span>
        </header>
        <div class="drawer-body">{children}</div>
        {foot && <footer class="drawer-foot">{foot}</footer>}
      </aside>
    </>
  )
}

/** A dialog or a menu above the drawer takes Escape first. */
const isOverlaid = ({ target }: KeyboardEvent) =>
  document.querySelector('dialog[open]') !== null ||
  (target instanceof Element && target.closest('.popover, [role="grid"]') !== null)

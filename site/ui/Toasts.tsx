import { useEffect, useState } from 'preact/hooks'
import { t } from '../lib/i18n/t.ts'
import { IconButton } from './Button.tsx'
import { Glyph } from './Glyph.tsx'
import { dismiss, type Toast, toasts } from './toasts.ts'

const STAYS_MS = 5_000

/** The corner where toasts appear; once per page, in the shell. */
export function Toasts() {
  return (
    <div class="toasts" aria-live="polite">
      {toasts.value.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </div>
  )
}

/** Disappears by itself unless the pointer or focus is on it; errors stay until closed. */
function ToastLine({ toast: { id, kind, text, action } }: { toast: Toast }) {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held || kind === 'stop') return
    const timer = setTimeout(() => dismiss(id), STAYS_MS)
    return () => clearTimeout(timer)
  }, [held, kind, id])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only keeps it in sight
    <div
      class="toast"
      role={kind === 'stop' ? 'alert' : undefined}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
    >
      <span class={`s-${kind} !flex-none`}>
        <Glyph name={kind === 'done' ? 'check' : 'cross'} />
      </span>
      <span>{text}</span>
      {action &&
        (action.href ? (
          <a class="link" href={action.href}>
            {action.label}
          </a>
        ) : (
          <button type="button" class="link" onClick={action.run}>
            {action.label}
          </button>
        ))}
      <IconButton icon="x" label={t('ui.close')} onClick={() => dismiss(id)} />
    </div>
  )
}

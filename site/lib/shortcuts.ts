import { useEffect } from 'preact/hooks'
import { letterKeys } from './prefs.ts'

/** `event.code` and modifiers, `KeyA`, `ctrl+KeyK`, `shift+KeyX`: with the Korean IME on, A arrives as ㅁ. */
export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>

const FIELDS =
  'input, textarea, select, [contenteditable="true"], [role="grid"], [role="tree"], dialog[open]'

export function shortcutOf(event: KeyboardEvent): string {
  const mods = [
    (event.ctrlKey || event.metaKey) && 'ctrl',
    event.altKey && 'alt',
    event.shiftKey && 'shift',
  ].filter(Boolean)
  return [...mods, event.code].join('+')
}

/** Whether a key belongs to what is being typed or to an open dialog, not to the page. */
export function isTyping(event: KeyboardEvent): boolean {
  const at = event.target instanceof Element ? event.target : undefined
  return event.isComposing || (at?.closest(FIELDS) ?? null) !== null
}

/** Whether this is a letter or a sign alone, of somebody who has those switched off. */
export const isSwitchedOff = ({ code, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  /^(Key|Digit|Slash)/.test(code) && !(ctrlKey || metaKey || altKey) && !letterKeys()

/**
 * Keys of a list or a screen, while the component is there. Plain keys are ignored in fields and
 * dialogs; those with Ctrl or Alt act everywhere but while composing Hangul.
 */
export function useShortcuts(shortcuts: Shortcuts, isActive = true) {
  useEffect(() => {
    if (!isActive) return
    const act = (event: KeyboardEvent) => {
      const name = shortcutOf(event)
      const action = shortcuts[name]
      if (!action || event.isComposing || event.defaultPrevented) return
      if (!/^(ctrl|alt)\+/.test(name) && (isTyping(event) || isSwitchedOff(event))) return
      event.preventDefault()
      action(event)
    }
    addEventListener('keydown', act)
    return () => removeEventListener('keydown', act)
  }, [shortcuts, isActive])
}

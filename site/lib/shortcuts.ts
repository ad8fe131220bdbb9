import { useEffect } from 'preact/hooks'
import { KEYS, type KeyId } from './key-table.ts'
import { letterKeys } from './prefs.ts'

/** What the keys of the table do here. */
export type Shortcuts = Readonly<Partial<Record<KeyId, (event: KeyboardEvent) => void>>>

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

/** Whether the event is this key of the table. */
export const isKey = (event: KeyboardEvent, id: KeyId): boolean => shortcutOf(event) === KEYS[id].on

/** Which of some keys of the table was pressed. */
export const keyOf = <Id extends KeyId>(event: KeyboardEvent, ids: readonly Id[]) =>
  ids.find((id) => isKey(event, id))

/** Whether a key belongs to a field or an open dialog instead of the page. */
export function isTyping(event: KeyboardEvent): boolean {
  const at = event.target instanceof Element ? event.target : undefined
  return event.isComposing || (at?.closest(FIELDS) ?? null) !== null
}

/** Whether this is a single letter or sign, and the person has switched those off. */
export const isSwitchedOff = ({ code, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  /^(Key|Digit|Slash)/.test(code) && !(ctrlKey || metaKey || altKey) && !letterKeys()

/**
 * Keys of a list or a screen, while the component is mounted. Plain keys are ignored in fields and dialogs;
 * keys with Ctrl or Alt act everywhere except during Hangul composition.
 */
export function useShortcuts(shortcuts: Shortcuts, isActive = true) {
  useEffect(() => {
    if (!isActive) return
    const act = (event: KeyboardEvent) => {
      const name = shortcutOf(event)
      // The names of an object literal that `Shortcuts` types.
      const id = keyOf(event, Object.keys(shortcuts) as KeyId[])
      const action = id && shortcuts[id]
      if (!action || event.isComposing || event.defaultPrevented) return
      if (!/^(ctrl|alt)\+/.test(name) && (isTyping(event) || isSwitchedOff(event))) return
      event.preventDefault()
      action(event)
    }
    addEventListener('keydown', act)
    return () => removeEventListener('keydown', act)
  }, [shortcuts, isActive])
}

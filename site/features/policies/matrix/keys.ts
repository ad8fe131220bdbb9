/** What a key does in the grid, while no cell is being typed into. */
export type Action =
  | { does: 'move' | 'edge'; rows: number; columns: number; extend: boolean }
  | { does: 'row_start' | 'row_end' | 'first' | 'last'; extend: boolean }
  | { does: 'open' | 'all' | 'clear' | 'close' | 'fill_down' | 'fill_right' }
  | { does: 'undo' | 'redo' | 'find' | 'next_problem' | 'open_group' | 'close_group' }
  | { does: 'next_face' | 'previous_face' }
  | { does: 'type'; text: string }
  | { does: 'page'; by: 1 | -1; extend: boolean }

type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing'
>

const ARROWS: Record<string, readonly [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** The action of a key, or undefined where the key is not the grid's. Letters are matched by their place. */
export function actionOf(event: Pressed): Action | undefined {
  if (event.isComposing) return undefined
  const ctrl = event.ctrlKey || event.metaKey
  const { shiftKey: extend } = event
  const arrow = ARROWS[event.key]
  if (event.altKey) {
    if (event.key === 'ArrowRight') return { does: 'open_group' }
    if (event.key === 'ArrowLeft') return { does: 'close_group' }
    // Browsers keep Ctrl+Page Down for their tabs.
    if (event.key === 'PageDown') return { does: 'next_face' }
    if (event.key === 'PageUp') return { does: 'previous_face' }
    return undefined
  }
  if (arrow) return { does: ctrl ? 'edge' : 'move', rows: arrow[0], columns: arrow[1], extend }
  if (ctrl) return CTRL[event.code]?.(extend) ?? CTRL[event.key]?.(extend)
  switch (event.key) {
    case 'Home':
      return { does: 'row_start', extend }
    case 'End':
      return { does: 'row_end', extend }
    case 'PageDown':
      return { does: 'page', by: 1, extend }
    case 'PageUp':
      return { does: 'page', by: -1, extend }
    case 'Tab':
      return { does: 'move', rows: 0, columns: extend ? -1 : 1, extend: false }
    case 'Enter':
    case 'F2':
      return { does: 'open' }
    case 'Delete':
      return { does: extend ? 'close' : 'clear' }
    case 'Backspace':
      return { does: 'clear' }
    case 'F8':
      return { does: 'next_problem' }
    default:
      return event.key.length === 1 && event.key !== ' '
        ? { does: 'type', text: event.key }
        : undefined
  }
}

const CTRL: Record<string, (shift: boolean) => Action> = {
  KeyA: () => ({ does: 'all' }),
  KeyD: () => ({ does: 'fill_down' }),
  KeyR: () => ({ does: 'fill_right' }),
  KeyZ: (shift) => ({ does: shift ? 'redo' : 'undo' }),
  KeyY: () => ({ does: 'redo' }),
  KeyF: () => ({ does: 'find' }),
  Home: (extend) => ({ does: 'first', extend }),
  End: (extend) => ({ does: 'last', extend }),
  PageDown: () => ({ does: 'next_face' }),
  PageUp: () => ({ does: 'previous_face' }),
}

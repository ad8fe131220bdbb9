import { clear } from './clipboard.ts'
import {
  fill,
  type Grid,
  goTo,
  move,
  moveToEdge,
  redo,
  type Spot,
  selectAll,
  sizeOf,
  undo,
} from './model.ts'

const ARROWS: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** The grid after a key, or undefined when the key is not the grid's (typing, leaving). */
export function press(
  grid: Grid,
  event: Pressed,
  isLocked: (spot: Spot) => boolean,
): Grid | undefined {
  const ctrl = event.ctrlKey || event.metaKey
  const arrow = ARROWS[event.key]
  if (arrow && !event.altKey) {
    return (ctrl ? moveToEdge : move)(grid, arrow[0], arrow[1], event.shiftKey)
  }
  const { rows, columns } = sizeOf(grid.values)
  const { row } = grid.active
  const first = { row: ctrl ? 0 : row, column: 0 }
  const last = { row: ctrl ? rows - 1 : row, column: columns - 1 }
  if (event.key === 'Home') return goTo(grid, first, event.shiftKey)
  if (event.key === 'End') return goTo(grid, last, event.shiftKey)
  if (event.key === 'Tab') return move(grid, 0, event.shiftKey ? -1 : 1)
  if (event.key === 'Delete' || event.key === 'Backspace') return clear(grid, isLocked)
  if (!ctrl) return undefined
  switch (event.code) {
    case 'KeyA':
      return selectAll(grid)
    case 'KeyD':
      return fill(grid, 'down')
    case 'KeyR':
      return fill(grid, 'right')
    case 'KeyZ':
      return event.shiftKey ? redo(grid) : undo(grid)
    case 'KeyY':
      return redo(grid)
    default:
      return undefined
  }
}

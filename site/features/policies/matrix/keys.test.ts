import { expect, test } from 'vitest'
import { type Action, actionOf } from './keys.ts'
import { movedBy, ORIGIN, type Selection } from './selection.ts'

const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, isComposing: false }
const press = (keys: string, code = '') => {
  const parts = keys.split('+')
  return actionOf({
    ...none,
    key: parts.at(-1) ?? '',
    code: code || (parts.at(-1) ?? ''),
    ctrlKey: parts.includes('Ctrl'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
  })
}
const does = (keys: string, code?: string) => press(keys, code)?.does

test.each([
  ['Delete', 'clear'],
  ['Backspace', 'clear'],
  ['Shift+Delete', 'close'],
  ['Enter', 'open'],
  ['F2', 'open'],
  ['F8', 'next_problem'],
  ['Tab', 'move'],
  ['Alt+ArrowRight', 'open_group'],
  ['Alt+ArrowLeft', 'close_group'],
  ['Ctrl+PageDown', 'next_face'],
  ['Alt+PageUp', 'previous_face'],
  ['동', 'type'],
  ['-', 'type'],
  [' ', undefined],
  ['Escape', undefined],
  ['Alt+ArrowDown', undefined],
])('%s: %s', (keys, action) => expect(does(keys)).toBe(action))

test('letters are read by their place: with the Korean IME on, D produces ㅇ', () => {
  expect(does('Ctrl+ㅇ', 'KeyD')).toBe('fill_down')
  expect(does('Ctrl+ㅋ', 'KeyZ')).toBe('undo')
  expect(does('Ctrl+Shift+ㅋ', 'KeyZ')).toBe('redo')
  expect(does('Ctrl+ㅊ', 'KeyC')).toBeUndefined()
})

test('a key of a composition is the composition’s', () =>
  expect(actionOf({ ...none, key: 'Enter', code: 'Enter', isComposing: true })).toBeUndefined())

const SIZE = { rows: 4, columns: 3 }
const moved = (action: Action | undefined, from: Selection = ORIGIN) =>
  action && movedBy(action, from, SIZE, ({ row }) => row < 2)

test('arrows stay inside, Shift keeps the other end, Ctrl goes to the edge of what is filled', () => {
  expect(moved(press('ArrowUp'))).toEqual(ORIGIN)
  expect(moved(press('Shift+ArrowDown'))).toEqual({
    anchor: { row: 0, column: 0 },
    active: { row: 1, column: 0 },
  })
  expect(moved(press('Ctrl+ArrowDown'))?.active).toEqual({ row: 1, column: 0 })
  const at = { row: 1, column: 1 }
  expect(moved(press('Ctrl+ArrowDown'), { anchor: at, active: at })?.active.row).toBe(3)
  expect(moved(press('Ctrl+End'))?.active).toEqual({ row: 3, column: 2 })
  expect(moved(press('End'))?.active).toEqual({ row: 0, column: 2 })
  expect(moved(press('Ctrl+a', 'KeyA'))).toEqual({
    active: { row: 0, column: 0 },
    anchor: { row: 3, column: 2 },
  })
  expect(moved(press('Delete'))).toBeUndefined()
})

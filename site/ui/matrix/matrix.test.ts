import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clear, parseTsv, paste, toTsv } from './clipboard.ts'
import { press } from './keys.ts'
import {
  edit,
  fill,
  fillWith,
  goTo,
  gridOf,
  move,
  moveToEdge,
  rangeOf,
  redo,
  spread,
  summary,
  undo,
} from './model.ts'

const grid = gridOf([
  [1, 2, 3],
  [4, null, 6],
  [7, 8, 9],
])
const free = () => false
const at = (row: number, column: number) => goTo(grid, { row, column })
const key = (name: string, more: Partial<KeyboardEvent> = {}) => ({
  key: name,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
})

describe('moving', () => {
  test('stops at the edges', () => {
    expect(move(grid, -1, -1).active).toEqual({ row: 0, column: 0 })
    expect(move(at(2, 2), 5, 5).active).toEqual({ row: 2, column: 2 })
  })
  test('Shift keeps the other end of the selection', () => {
    expect(rangeOf(move(at(1, 1), 1, 1, true))).toEqual({ top: 1, left: 1, bottom: 2, right: 2 })
  })
  test('Ctrl+arrow goes to the last filled cell of a run, or over the gap', () => {
    expect(moveToEdge(at(0, 0), 0, 1).active).toEqual({ row: 0, column: 2 })
    expect(moveToEdge(at(1, 0), 0, 1).active).toEqual({ row: 1, column: 2 })
  })
})

describe('editing', () => {
  test('undo and redo move through the steps', () => {
    const one = edit(grid, [{ spot: { row: 0, column: 0 }, value: 100 }])
    expect(undo(one).values).toEqual(grid.values)
    expect(redo(undo(one)).values).toEqual(one.values)
  })
  test('setting the same value makes no step', () => {
    expect(edit(grid, [{ spot: { row: 0, column: 0 }, value: 1 }])).toBe(grid)
  })
  test('an edit after an undo discards what was undone', () => {
    const one = edit(grid, [{ spot: { row: 0, column: 0 }, value: 5 }])
    const other = edit(undo(one), [{ spot: { row: 0, column: 1 }, value: 5 }])
    expect(redo(other)).toBe(other)
  })
  test('Ctrl+D fills from the first row of the selection, or from the cell above one', () => {
    expect(
      fill(goTo(at(0, 0), { row: 2, column: 0 }, true), 'down').values.map((row) => row[0]),
    ).toEqual([1, 1, 1])
    expect(fill(at(1, 1), 'down').values[1]?.[1]).toBe(2)
    expect(fill(at(0, 0), 'down').past).toEqual([])
  })
  test('the fill handle repeats the selection, past locked cells', () => {
    const pair = goTo(at(0, 0), { row: 1, column: 0 }, true)
    const filled = spread(
      pair,
      { row: 2, column: 1 },
      ({ row, column }) => row === 0 && column === 1,
    )
    expect(filled.values).toEqual([
      [1, 2, 3],
      [4, 4, 6],
      [1, 1, 9],
    ])
    expect(undo(filled).values).toEqual(grid.values)
  })
  test('the fill box adds, scales and sets, never below zero', () => {
    expect([
      fillWith(100, 'add', -500),
      fillWith(200, 'percent', 110),
      fillWith(null, 'add', 5),
      fillWith(null, 'set', 5),
    ]).toEqual([0, 220, null, 5])
  })
  test('Delete empties what is not locked', () => {
    const cleared = clear(goTo(at(0, 0), { row: 0, column: 2 }, true), ({ column }) => column === 1)
    expect(cleared.values[0]).toEqual([null, 2, null])
  })
  test('the summary counts filled cells only', () => {
    expect(summary(goTo(at(1, 0), { row: 1, column: 2 }, true))).toEqual({
      count: 2,
      sum: 10,
      average: 5,
    })
  })
})

describe('the clipboard', () => {
  test('an Excel block starts at the active cell and is one step', () => {
    const { grid: next, count } = paste(at(0, 1), '10\t20\r\n30\t40\r\n', free)
    expect(next.values).toEqual([
      [1, 10, 20],
      [4, 30, 40],
      [7, 8, 9],
    ])
    expect(count).toBe(4)
    expect(undo(next).values).toEqual(grid.values)
  })
  test('one value fills the selection', () => {
    const { grid: next } = paste(goTo(at(0, 0), { row: 1, column: 1 }, true), '1만', free)
    expect(next.values).toEqual([
      [10_000, 10_000, 3],
      [10_000, 10_000, 6],
      [7, 8, 9],
    ])
  })
  test('cells with other text keep their value and are listed; cells beyond the grid are counted', () => {
    const { grid: next, unreadable, outside } = paste(at(2, 2), '협의\t5\n6', free)
    expect(next.values).toEqual(grid.values)
    expect(unreadable).toEqual([{ spot: { row: 2, column: 2 }, text: '협의' }])
    expect(outside).toBe(2)
  })
  test('one text that is no amount is refused once, however many cells are selected', () => {
    const { grid: next, unreadable } = paste(
      { ...at(0, 0), anchor: { row: 1, column: 1 } },
      '협의',
      free,
    )
    expect(next.values).toEqual(grid.values)
    expect(unreadable).toEqual([{ spot: { row: 0, column: 0 }, text: '협의' }])
  })
  test('a cell with a tab or a line break is quoted', () => {
    expect(parseTsv('"a\tb"\t"say ""hi"""\n1\t2\n')).toEqual([
      ['a\tb', 'say "hi"'],
      ['1', '2'],
    ])
  })
  test('copying and pasting in the same place changes nothing', () => {
    const cell = fc.option(fc.nat(10_000_000), { nil: null })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 }),
        (values) => {
          const whole = goTo(gridOf(values), { row: values.length - 1, column: 2 }, true)
          expect(paste(whole, toTsv(whole, rangeOf(whole)), free).grid.values).toEqual(values)
        },
      ),
    )
  })
})

describe('keys', () => {
  test('Ctrl+A, Home, End, Ctrl+End, Tab', () => {
    expect(rangeOf(press(grid, key('a', { code: 'KeyA', ctrlKey: true }), free) ?? grid)).toEqual({
      top: 0,
      left: 0,
      bottom: 2,
      right: 2,
    })
    expect(press(at(1, 1), key('Home'), free)?.active).toEqual({ row: 1, column: 0 })
    expect(press(at(0, 0), key('End', { ctrlKey: true }), free)?.active).toEqual({
      row: 2,
      column: 2,
    })
    expect(press(at(0, 0), key('Tab'), free)?.active).toEqual({ row: 0, column: 1 })
  })
  test('letters are matched by their key, so they work with the Korean keyboard', () => {
    const changed = edit(grid, [{ spot: { row: 0, column: 0 }, value: 9 }])
    expect(press(changed, key('ㅋ', { code: 'KeyZ', ctrlKey: true }), free)?.values).toEqual(
      grid.values,
    )
  })
  test('other keys are left to the page', () => {
    expect(press(grid, key('Escape'), free)).toBeUndefined()
    expect(press(grid, key('s', { code: 'KeyS', ctrlKey: true }), free)).toBeUndefined()
  })
})

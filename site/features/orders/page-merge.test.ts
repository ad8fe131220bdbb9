import { expect, test } from 'vitest'
import { mergePage } from './page-merge.ts'

const row = (id: string, version = 1) => ({ id, version })
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).join('')

test('new orders wait behind a line instead of pushing what is read', () => {
  const page = mergePage([row('d'), row('c')], [row('f'), row('e'), row('d'), row('c')], 'newest')
  expect(ids(page.rows)).toBe('dc')
  expect(page.fresh).toBe(2)
  expect(page.gone.size).toBe(0)
})

test('a changed row changes where it stands', () => {
  const page = mergePage([row('d'), row('c')], [row('d'), row('c', 2)], 'newest')
  expect(page.rows).toEqual([row('d'), row('c', 2)])
  expect([...page.changed]).toEqual(['c'])
})

test('a row that left the filter stays, marked, and the next one fills the page from below', () => {
  const page = mergePage([row('d'), row('c')], [row('d'), row('b')], 'newest')
  expect(ids(page.rows)).toBe('dcb')
  expect([...page.gone]).toEqual(['c'])
  expect(page.fresh).toBe(0)
})

test('a row that new ones pushed off the page has not left', () => {
  const page = mergePage([row('d'), row('c')], [row('e'), row('d')], 'newest')
  expect(page.gone.size).toBe(0)
  expect(ids(page.rows)).toBe('dc')
})

test('an emptied list marks every row as gone', () => {
  expect([...mergePage([row('b'), row('a')], [], 'newest').gone]).toEqual(['b', 'a'])
})

test('from the oldest on, new orders are added at the end', () => {
  const page = mergePage([row('a'), row('b')], [row('b'), row('c')], 'oldest')
  expect(ids(page.rows)).toBe('abc')
  expect([...page.gone]).toEqual(['a'])
  expect(page.fresh).toBe(0)
})

test('on the last page whatever is missing has left, the last row too', () => {
  const shown = [row('a'), row('b'), row('c')]
  expect([...mergePage(shown, [row('a')], 'oldest', true).gone]).toEqual(['b', 'c'])
  expect([...mergePage(shown, [row('a')], 'oldest').gone]).toEqual([])
})

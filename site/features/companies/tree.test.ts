import { expect, test } from 'vitest'
import { aboveOf, childrenOf, type Node, rowsOf, searchTree, treeOf, waitingIn } from './tree.ts'
import { moveOf, typedTo } from './tree-keys.ts'

const node = (
  id: string,
  parentId: string | null,
  name: string,
  more: Partial<Node> = {},
): Node => ({
  id,
  parentId,
  name,
  code: `C-${id}`,
  tier: parentId ? (parentId === 'h' ? 'agency' : 'retail') : 'hq',
  state: 'active',
  users: 1,
  waiting: 0,
  ...more,
})

const tree = treeOf({
  items: [
    node('h', null, '새봄모바일'),
    node('a', 'h', '동해통신', { waiting: 2 }),
    node('a1', 'a', '강릉중앙점', { waiting: 1 }),
    node('a2', 'a', '속초교동점'),
    node('b', 'h', '한강네트웍스'),
    node('b1', 'b', '왕십리점'),
    node('c', 'h', 'Sol Mobile'),
  ],
})
const idsOf = (open: string[]) => rowsOf(tree, new Set(open)).map((row) => row.node.id)

test('only rows below open branches are on screen', () => {
  expect(idsOf([])).toEqual(['h'])
  expect(idsOf(['h'])).toEqual(['h', 'a', 'b', 'c'])
  expect(idsOf(['h', 'a'])).toEqual(['h', 'a', 'a1', 'a2', 'b', 'c'])
  expect(idsOf(['a'])).toEqual(['h'])
})

test('a row knows its level and its position among its siblings', () => {
  const rows = rowsOf(tree, new Set(['h', 'a']))
  expect(rows.map(({ level, place, of, isOpen }) => [level, place, of, isOpen])).toEqual([
    [1, 1, 1, true],
    [2, 1, 3, true],
    [3, 1, 2, undefined],
    [3, 2, 2, undefined],
    [2, 2, 3, false],
    [2, 3, 3, undefined],
  ])
})

test('a viewer of a part of the tree has their own company on top', () => {
  const part = treeOf({ items: [node('a', 'h', '동해통신'), node('a1', 'a', '강릉중앙점')] })
  expect(rowsOf(part, new Set()).map((row) => row.node.id)).toEqual(['a'])
  expect(childrenOf(part, 'a').map(({ id }) => id)).toEqual(['a1'])
  expect(aboveOf(part, 'a1').map(({ id }) => id)).toEqual(['a'])
})

test('a company is found by its name, its code or its initial consonants, with the path to it', () => {
  const found = (text: string) => searchTree(tree, text).map(({ id }) => id)
  expect(found('중앙')).toEqual(['a1'])
  expect(found('ㅅㅊ')).toEqual(['a2'])
  expect(found('c-b')).toEqual(['b', 'b1'])
  expect(found('없는 곳')).toEqual([])
  expect(aboveOf(tree, 'a2').map(({ name }) => name)).toEqual(['새봄모바일', '동해통신'])
})

test('waiting people are counted through the whole tree and through a branch', () => {
  expect(waitingIn(tree)).toBe(3)
  expect(waitingIn(tree, 'a')).toBe(3)
  expect(waitingIn(tree, 'a1')).toBe(1)
  expect(waitingIn(tree, 'b')).toBe(0)
})

test.each([
  ['ArrowDown', 'a', { to: 'a1' }],
  ['ArrowDown', 'c', undefined],
  ['ArrowUp', 'a', { to: 'h' }],
  ['Home', 'c', { to: 'h' }],
  ['End', 'h', { to: 'c' }],
  ['ArrowRight', 'a', { to: 'a1' }],
  ['ArrowRight', 'b', { open: 'b', isOpen: true }],
  ['ArrowRight', 'a1', undefined],
  ['ArrowLeft', 'a', { open: 'a', isOpen: false }],
  ['ArrowLeft', 'a2', { to: 'a' }],
  ['ArrowLeft', 'b', { to: 'h' }],
  ['Enter', 'a2', { choose: 'a2' }],
  [' ', 'a2', { choose: 'a2' }],
  ['Delete', 'a2', undefined],
])('%s on %s', (key, at, move) => {
  expect(moveOf(rowsOf(tree, new Set(['h', 'a'])), at, key)).toEqual(move)
})

test('typing moves to the next name that begins with the text', () => {
  const rows = rowsOf(tree, new Set(['h', 'a']))
  expect(typedTo(rows, 'h', '속')).toBe('a2')
  expect(typedTo(rows, 'h', 'ㄷ')).toBe('a')
  expect(typedTo(rows, 'a', 's')).toBe('c')
  expect(typedTo(rows, 'a', 'ㅅㅂ')).toBe('h')
  expect(typedTo(rows, 'a1', '강릉')).toBe('a1')
  expect(typedTo(rows, 'h', 'e')).toBe('a')
  expect(typedTo(rows, 'h', 'rf')).toBe('a1')
  expect(typedTo(rows, 'a', 'z')).toBeUndefined()
})

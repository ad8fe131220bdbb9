import type { CompanyTree } from '#api/companies/contract.ts'
import { findIn } from '../../lib/hangul.ts'

export type Node = CompanyTree['items'][number]

/** The companies that the viewer may see, as a tree. The topmost are those whose parent is not among them. */
export type Tree = {
  byId: ReadonlyMap<string, Node>
  /** The children of each company, sorted by name; under '' the topmost companies. */
  below: ReadonlyMap<string, readonly Node[]>
}

export type Row = {
  node: Node
  level: number
  /** The position among the siblings, and their number. */
  place: number
  of: number
  /** Undefined where there are no children. */
  isOpen: boolean | undefined
}

const BY_NAME = new Intl.Collator('ko')

export function treeOf({ items }: CompanyTree): Tree {
  const byId = new Map(items.map((node) => [node.id, node]))
  const below = new Map<string, Node[]>()
  for (const node of items) {
    const parent = node.parentId && byId.has(node.parentId) ? node.parentId : ''
    const siblings = below.get(parent)
    if (siblings) siblings.push(node)
    else below.set(parent, [node])
  }
  for (const siblings of below.values()) siblings.sort((a, b) => BY_NAME.compare(a.name, b.name))
  return { byId, below }
}

export const childrenOf = ({ below }: Tree, id: string): readonly Node[] => below.get(id) ?? []

/** The companies above one, topmost first. */
export function aboveOf({ byId }: Tree, id: string): Node[] {
  const parent = byId.get(byId.get(id)?.parentId ?? '')
  return parent ? [...aboveOf({ byId, below: new Map() }, parent.id), parent] : []
}

/** The rows on screen. Costs nothing for shut branches, however large they are. */
export function rowsOf(tree: Tree, open: ReadonlySet<string>, under = '', level = 1): Row[] {
  const siblings = childrenOf(tree, under)
  return siblings.flatMap((node, index) => {
    const isBranch = tree.below.has(node.id)
    const isOpen = isBranch ? open.has(node.id) : undefined
    const row: Row = { node, level, place: index + 1, of: siblings.length, isOpen }
    return isOpen ? [row, ...rowsOf(tree, open, node.id, level + 1)] : [row]
  })
}

/**
 * Companies by part of their name or code, or by initial consonants; those that begin with the text come
 * first.
 */
export function searchTree({ byId }: Tree, text: string): Node[] {
  const hits = [...byId.values()].flatMap((node) => {
    const at = findIn(node.name, text)?.from ?? findIn(node.code, text)?.from
    return at === undefined ? [] : [{ node, at }]
  })
  return hits.sort((a, b) => Number(a.at > 0) - Number(b.at > 0)).map(({ node }) => node)
}

/** People who wait in the companies below one, at any depth; without an id, in the whole tree. */
export const waitingIn = (tree: Tree, id = ''): number =>
  childrenOf(tree, id).reduce(
    (sum, child) => sum + waitingIn(tree, child.id),
    tree.byId.get(id)?.waiting ?? 0,
  )

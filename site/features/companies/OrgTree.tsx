import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { t } from '../../lib/i18n/t.ts'
import { TreeRow } from './TreeRow.tsx'
import { aboveOf, type Row, rowsOf, type Tree, waitingIn } from './tree.ts'
import { moveOf, typedTo } from './tree-keys.ts'
import { useOpenBranches } from './use-open.ts'

/** Letters typed within this time belong to one name. */
const TYPING_MS = 700

type Props = {
  tree: Tree
  /** The company that is shown beside the tree. */
  chosen: string | undefined
  onChoose: (id: string) => void
}

/** The companies as a tree with one tab stop: arrows, Home, End and letters move, Enter shows. */
export function OrgTree({ tree, chosen, onChoose }: Props) {
  const list = useRef<HTMLDivElement>(null)
  const topmost = tree.below.get('')?.[0]?.id ?? ''
  const { open, change } = useOpenBranches(topmost)
  const [cursor, setCursor] = useState<string | undefined>(undefined)
  const typed = useRef({ text: '', at: 0 })
  const rows = useMemo(() => rowsOf(tree, open), [tree, open])
  const stop = stopOf(rows, cursor) ?? stopOf(rows, chosen) ?? topmost

  // Opens the branches above the shown company, so that its row is visible.
  useEffect(() => {
    const shut = chosen ? aboveOf(tree, chosen).filter(({ id }) => !open.has(id)) : []
    if (shut.length > 0)
      change(
        shut.map(({ id }) => id),
        true,
      )
    setCursor(chosen)
  }, [chosen])
  useEffect(() => {
    if (chosen) rowElement(list.current, chosen)?.scrollIntoView({ block: 'nearest' })
  }, [chosen, open.has(tree.byId.get(chosen ?? '')?.parentId ?? '')])

  const focus = (id: string) => {
    setCursor(id)
    rowElement(list.current, id)?.focus()
  }
  // However a row got the focus, the keys go on from there.
  const follow = ({ target }: FocusEvent) => {
    if (target instanceof HTMLElement) setCursor(target.dataset.company)
  }
  const keys = (event: KeyboardEvent) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const move = moveOf(rows, stop, event.key)
    if (move) {
      event.preventDefault()
      if ('to' in move) focus(move.to)
      else if ('open' in move) change([move.open], move.isOpen)
      else onChoose(move.choose)
      return
    }
    if (event.key.length !== 1 || event.key === ' ') return
    event.preventDefault()
    const now = event.timeStamp
    const before = now - typed.current.at < TYPING_MS ? typed.current.text : ''
    typed.current = { text: before + event.key, at: now }
    const found = typedTo(rows, stop, typed.current.text)
    if (found) focus(found)
  }
  // One listener for all rows, so that moving among thousands of them redraws none.
  const click = ({ target }: MouseEvent) => {
    const place = target instanceof Element ? target : undefined
    const id = place?.closest<HTMLElement>('[data-company]')?.dataset.company
    const row = rows.find(({ node }) => node.id === id)
    if (!id || !row) return
    const isTwist = place?.closest('.org-twist') && row.isOpen !== undefined
    if (isTwist || row.isOpen === false) change([id], !row.isOpen)
    if (!isTwist) onChoose(id)
  }
  return (
    <div
      ref={list}
      class="org-tree"
      role="tree"
      aria-label={t('org.tree')}
      onKeyDown={keys}
      onFocusIn={follow}
      onClick={click}
    >
      {rows.map((row) => (
        <TreeRow
          key={row.node.id}
          row={row}
          waiting={row.isOpen ? row.node.waiting : waitingIn(tree, row.node.id)}
          shops={tree.below.get(row.node.id)?.length ?? 0}
          isChosen={row.node.id === chosen}
          isStop={row.node.id === stop}
        />
      ))}
    </div>
  )
}

const stopOf = (rows: readonly Row[], id: string | undefined) =>
  rows.find(({ node }) => node.id === id)?.node.id

const rowElement = (list: HTMLElement | null, id: string) =>
  list?.querySelector<HTMLElement>(`[data-company="${id}"]`)

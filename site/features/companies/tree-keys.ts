import { initials } from '../../lib/hangul.ts'
import type { Row } from './tree.ts'

export type Move =
  | { to: string }
  | { open: string; isOpen: boolean }
  | { choose: string }
  | undefined

/** What a key does on a row of the tree: the WAI-ARIA pattern for a tree. */
export function moveOf(rows: readonly Row[], at: string, key: string): Move {
  const index = rows.findIndex(({ node }) => node.id === at)
  const row = rows[index]
  if (!row) return undefined
  const to = (next: Row | undefined): Move => next && { to: next.node.id }
  switch (key) {
    case 'ArrowDown':
      return to(rows[index + 1])
    case 'ArrowUp':
      return to(rows[index - 1])
    case 'Home':
      return to(rows[0])
    case 'End':
      return to(rows.at(-1))
    case 'ArrowRight':
      if (row.isOpen === undefined) return undefined
      return row.isOpen ? to(rows[index + 1]) : { open: at, isOpen: true }
    case 'ArrowLeft':
      if (row.isOpen) return { open: at, isOpen: false }
      return to(rows.slice(0, index).findLast(({ level }) => level < row.level))
    case 'Enter':
    case ' ':
      return { choose: at }
    default:
      return undefined
  }
}

/**
 * The consonants of the Korean keyboard: outside a field the browser tells which key was pressed, not which
 * Hangul letter was meant.
 */
const CONSONANTS = 'rㄱRㄲsㄴeㄷEㄸfㄹaㅁqㅂQㅃtㅅTㅆdㅇwㅈWㅉcㅊzㅋxㅌvㅍgㅎ'
const hangulOf = (typed: string) =>
  [...typed]
    .map((key) => {
      const at = CONSONANTS.indexOf(key)
      return at < 0 || at % 2 === 1 ? key : (CONSONANTS[at + 1] ?? key)
    })
    .join('')

/** The next row whose name begins with the typed letters or initial consonants; wraps around the end. */
export function typedTo(rows: readonly Row[], at: string, typed: string): string | undefined {
  const wanted = typed.toLowerCase()
  const index = rows.findIndex(({ node }) => node.id === at)
  // A longer text may still match the current row; a single letter moves to the next one.
  const from = typed.length > 1 ? index : index + 1
  const around = [...rows.slice(from), ...rows.slice(0, from)]
  const begins = (name: string) =>
    name.toLowerCase().startsWith(wanted) ||
    initials(name).startsWith(wanted) ||
    initials(name).startsWith(hangulOf(typed))
  return around.find(({ node }) => begins(node.name))?.node.id
}

import { useState } from 'preact/hooks'
import type { UnitWon } from '#api/amount.ts'
import { nameOf } from '#api/policies/axes.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import type { Matrix } from './dimensions.ts'
import { type Change, type Content, entryName } from './entry.ts'
import { changesOf, type Misfit, type Proposal } from './proposal.ts'
import { readPrice } from './read-price.ts'

/**
 * A paste whose unit is not known yet. Until it is, the cells hold their text, which keeps the version from
 * being published, and the grid shows what the likeliest unit would make of it.
 */
export type Pending = {
  proposal: Proposal
  unit: UnitWon
  /** Steps of undo when it began; the answer belongs to the same step. */
  depth: number
  texts: ReadonlyMap<string, string>
}

type Given = {
  entries: Matrix['entries']
  depth: number
  write: (changes: readonly Change[], isSameStep?: boolean) => void
  undo: () => void
}

export function usePasting({ entries, depth, write, undo }: Given) {
  const [pending, setPending] = useState<Pending | undefined>(undefined)
  const [notes, setNotes] = useState<readonly string[]>([])

  const paste = (result: Proposal | Misfit): Proposal | undefined => {
    if ('misfits' in result) {
      setNotes([
        t('matrix.paste_misfit', { texts: result.misfits.map((one) => `‘${one}’`).join(', ') }),
      ])
      return undefined
    }
    const { units, places, outside } = result
    const unit = units[0] ?? 1
    const read = changesOf(result, unit)
    write(units.length > 0 ? waiting(result, read) : read)
    const unread = read.filter(({ content }) => typeof content === 'string').length
    setPending(
      units.length === 0
        ? undefined
        : {
            ...{ proposal: result, unit, depth: depth + 1 },
            texts: new Map(places.map(({ axes, text }) => [nameOf(axes), text.trim()])),
          },
    )
    setNotes([
      t('matrix.pasted', { count: digits(places.length) }),
      ...(units.length > 0 ? [t('matrix.unit_waits')] : []),
      ...(unread > 0 ? [t('matrix.pasted_unread', { count: digits(unread) })] : []),
      ...(outside > 0 ? [t('matrix.pasted_outside', { count: digits(outside) })] : []),
    ])
    return result
  }
  const answer = (unit: UnitWon) => {
    if (!pending) return
    const now = new Map(entries.map((entry) => [entryName(entry), entry.content]))
    // What was typed over the pasted text meanwhile stays.
    const changes = changesOf(pending.proposal, unit).filter(
      ({ axes }) => now.get(nameOf(axes)) === pending.texts.get(nameOf(axes)),
    )
    write(changes, depth === pending.depth)
    setPending(undefined)
    setNotes([])
  }
  const takeBack = () => {
    if (pending && depth === pending.depth) undo()
    setPending(undefined)
    setNotes([])
  }
  return {
    pending,
    notes,
    say: setNotes,
    paste,
    answer,
    takeBack,
    forget: () => setPending(undefined),
    /** What a waiting cell will be in the unit that is shown. */
    proposedAt: (name: string, content: Content | undefined): Content | undefined => {
      const text = pending?.texts.get(name)
      if (!pending || text === undefined || text !== content) return undefined
      return readPrice(text, pending.unit)
    },
  }
}

/** The changes of a paste before its unit is known: figures stay text. */
const waiting = ({ places }: Proposal, read: readonly Change[]): Change[] =>
  read.map((change, i) =>
    typeof change.content === 'number'
      ? { ...change, content: places[i]?.text.trim() ?? '' }
      : change,
  )

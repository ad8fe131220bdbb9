import type { Counts, PriceCell, PriceReading } from './price-proposal.ts'

/** Cells of one combination: with one amount the later ones repeat it, with two all are to be decided. */
export function withConflicts(cells: PriceCell[]): PriceCell[] {
  const groups = Map.groupBy(
    cells.filter(({ reading }) => reading.kind === 'amount'),
    ({ axes }) => JSON.stringify(Object.entries(axes).toSorted()),
  )
  const changed = new Map<string, PriceCell>()
  for (const group of groups.values()) {
    const [first, ...later] = group
    if (!first || later.length === 0) continue
    const amounts = new Set(group.map(({ reading }) => wonOf(reading)))
    for (const cell of amounts.size > 1 ? group : later) {
      const other = cell === first ? (later[0] ?? first) : first
      const reading = {
        kind: 'decide',
        reason: 'conflict',
        with: other.address,
        won: wonOf(cell.reading),
      } as const
      changed.set(
        cell.address,
        amounts.size > 1 ? { ...cell, reading } : { ...cell, sameAs: first.address },
      )
    }
  }
  return cells.map((cell) => changed.get(cell.address) ?? cell)
}

const wonOf = (reading: PriceReading) => (reading.kind === 'amount' ? reading.won : 0)

/** Each cell by what became of it. */
export function countsOf(cells: readonly PriceCell[]): Counts {
  const counts: Counts = { amount: 0, blank: 0, word: 0, unreadable: 0, decide: 0, total: 0 }
  for (const { reading } of cells) {
    counts[reading.kind]++
    counts.total++
  }
  return counts
}

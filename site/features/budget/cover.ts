import type { Balance, MoveBudget } from '#api/rebates/contract.ts'

type Period = MoveBudget['period']
export type Source = Balance['periods'][number]

/**
 * The allocations that a distribution for these days may take from: those whose own days contain
 * them, the one that ends first at first, as the server takes them.
 */
export const sourcesFor = ({ periods }: Balance, { start, end }: Period): Source[] =>
  periods
    .filter((own) => own.availableWon > 0 && own.start <= start && own.end >= end)
    .toSorted((a, b) => a.end.localeCompare(b.end))

export const coverOf = (sources: readonly Source[]) =>
  sources.reduce((total, { availableWon }) => total + availableWon, 0)

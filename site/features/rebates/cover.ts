import type { Balance, MoveBudget } from '#api/rebates/contract.ts'

type Period = MoveBudget['period']
export type Source = Balance['periods'][number]

/**
 * The allocations that a distribution for these days may draw on: those whose period contains them, soonest
 * end first, as the server draws.
 */
export const sourcesFor = ({ periods }: Balance, { start, end }: Period): Source[] =>
  periods
    .filter((own) => own.availableWon > 0 && own.start <= start && own.end >= end)
    .toSorted((a, b) => a.end.localeCompare(b.end))

export const coverOf = (sources: readonly Source[]) =>
  sources.reduce((total, { availableWon }) => total + availableWon, 0)

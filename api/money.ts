/** Sums won; throws when the sum is not an integer that a number holds exactly. */
export function sumWon(amounts: Iterable<number>): number {
  let total = 0
  for (const amount of amounts) total += amount
  if (!Number.isSafeInteger(total)) throw new RangeError('won beyond what can be counted exactly')
  return total
}

/** The most that one command may move: 1 조 won. */
export const AMOUNT_MAX_WON = 1_000_000_000_000

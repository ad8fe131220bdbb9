import type { Tier } from '#db/words.ts'

type Money = { grossWon: number; shopWon: number; simWon: number }

/** The viewer's own amounts. The answer leaves out what a tier may not know; it is not even null. */
export function amountsFor(tier: Tier, { grossWon, shopWon, simWon }: Money) {
  if (tier === 'hq') return { simWon, grossWon, totalWon: grossWon + simWon }
  if (tier === 'retail') return { simWon, shopWon, totalWon: shopWon + simWon }
  return { simWon, grossWon, shopWon, marginWon: grossWon - shopWon, totalWon: grossWon + simWon }
}

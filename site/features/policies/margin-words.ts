import type { MarginLimits } from '#api/policies/margin.ts'
import { digits } from '../../lib/format.ts'

type Say = (side: 'range' | 'floor' | 'ceiling', won: { floor: string; ceiling: string }) => string

/** What an agency may keep of an order, in the words of a screen; undefined without limits. */
export function marginText(
  { marginFloorWon, marginCeilingWon }: MarginLimits,
  say: Say,
): string | undefined {
  const won = { floor: digits(marginFloorWon ?? 0), ceiling: digits(marginCeilingWon ?? 0) }
  if (marginFloorWon !== null && marginCeilingWon !== null) return say('range', won)
  if (marginFloorWon !== null) return say('floor', won)
  return marginCeilingWon === null ? undefined : say('ceiling', won)
}

import { leaveWonOf, type MarginLimits } from '#api/policies/margin.ts'
import { digits } from '../../lib/format.ts'

type Side = 'range' | 'floor' | 'ceiling' | 'leave'
type Say = (side: Side, won: { floor: string; ceiling: string; leave: string }) => string

/** What an agency may keep of an order, in the words of a screen; undefined without limits. */
export function marginText(limits: MarginLimits, say: Say): string | undefined {
  const { marginFloorWon, marginCeilingWon } = limits
  const leaveWon = leaveWonOf(limits)
  const won = {
    floor: digits(marginFloorWon ?? 0),
    ceiling: digits(marginCeilingWon ?? 0),
    leave: digits(leaveWon),
  }
  if (leaveWon > 0) {
    const most = marginCeilingWon === null ? [] : [say('ceiling', won)]
    return [say('leave', won), ...most].join(' · ')
  }
  if (marginFloorWon !== null && marginCeilingWon !== null) return say('range', won)
  if (marginFloorWon !== null) return say('floor', won)
  return marginCeilingWon === null ? undefined : say('ceiling', won)
}

import type { OrderStatus, Role, Tier } from '#db/words.ts'

export type Action = 'approve' | 'reject' | 'ship' | 'complete' | 'cancel'
type Who = { tier: Tier; role: Role; userId: string }
type Where = { status: OrderStatus; placedBy: string }
type Rule = {
  to: OrderStatus
  from: Partial<Record<Tier, readonly OrderStatus[]>>
  admins: boolean
}

/** The order machine (`domain.md` B.8.2): what leads where, and from which states each tier may do it. */
const MOVES: Record<Action, Rule> = {
  approve: { to: 'approved', from: { hq: ['pending'] }, admins: true },
  reject: { to: 'rejected', from: { hq: ['pending'] }, admins: true },
  ship: { to: 'shipped', from: { hq: ['approved'] }, admins: false },
  complete: { to: 'completed', from: { hq: ['shipped'] }, admins: false },
  cancel: {
    to: 'cancelled',
    from: {
      hq: ['pending', 'approved', 'shipped'],
      agency: ['pending', 'approved'],
      retail: ['pending'],
    },
    admins: true,
  },
}

/** Whether nothing leads on from here: what was needed to fulfil the order is needed no more. */
export const isEnded = (status: OrderStatus): boolean => ENDED.includes(status)
export const ENDED: readonly OrderStatus[] = ['completed', 'rejected', 'cancelled']

export const targetOf = (action: Action): OrderStatus => MOVES[action].to

/** Whether this person may do this to an order in this state. Staff of a shop may cancel what they placed. */
export function canMove(action: Action, who: Who, order: Where): boolean {
  const { from, admins } = MOVES[action]
  if (!from[who.tier]?.includes(order.status)) return false
  if (!admins || who.role === 'admin') return true
  return action === 'cancel' && who.tier === 'retail' && order.placedBy === who.userId
}

/** What this person may do next. */
export const actionsOf = (who: Who, order: Where): Action[] =>
  (Object.keys(MOVES) as Action[]).filter((action) => canMove(action, who, order))

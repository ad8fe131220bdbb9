import type { OrderStatus, Role, Tier } from '#db/words.ts'

export type Action = 'approve' | 'reject' | 'ship' | 'complete' | 'cancel'
type Who = { tier: Tier; role: Role; userId: string }
type Where = { status: OrderStatus; placedBy: string }
type Rule = {
  to: OrderStatus
  from: Partial<Record<Tier, readonly OrderStatus[]>>
  admins: boolean
}

/** The order machine (`domain.md` B.8.2): the target of each action, and the states from which a tier may act. */
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

/** Whether the order is final. The data that fulfilled it is no longer needed. */
export const isEnded = (status: OrderStatus): boolean => ENDED.includes(status)
export const ENDED: readonly OrderStatus[] = ['completed', 'rejected', 'cancelled']

export const targetOf = (action: Action): OrderStatus => MOVES[action].to

/** Whether the tier may do this to an order in this state. */
export const isOpenTo = (action: Action, tier: Tier, status: OrderStatus): boolean =>
  MOVES[action].from[tier]?.includes(status) ?? false

/** Whether this person may do this to this order in some state. Shop staff may cancel orders they placed. */
export function mayAct(action: Action, who: Who, { placedBy }: { placedBy: string }): boolean {
  const { from, admins } = MOVES[action]
  if (!from[who.tier]) return false
  if (!admins || who.role === 'admin') return true
  return action === 'cancel' && who.tier === 'retail' && placedBy === who.userId
}

/** Whether this person may do this to an order in this state. */
export const canMove = (action: Action, who: Who, order: Where): boolean =>
  mayAct(action, who, order) && isOpenTo(action, who.tier, order.status)

/** What this person may do next. */
export const actionsOf = (who: Who, order: Where): Action[] =>
  (Object.keys(MOVES) as Action[]).filter((action) => canMove(action, who, order))

/** A part of the vocabulary. Imports nothing, as `words.ts`. */

/**
 * Events for open pages, in the past tense: the area before the dot, the event after it. Listeners ask the
 * API again; no event contains data.
 */
export const LIVE_EVENTS = [
  'order.placed',
  'order.approved',
  'order.rejected',
  'order.shipped',
  'order.completed',
  'order.cancelled',
  'policy.changed',
  'draft.changed',
  'impact.progressed',
  'group.changed',
  'notice.changed',
  'company.changed',
  'catalog.changed',
  'user.changed',
  'customer.changed',
  'budget.moved',
  'settlement.moved',
  'service.changed',
  'service.recorded',
  'package.changed',
  'package.sold',
  'payment.recorded',
  'export.progressed',
  'export.finished',
  'export.failed',
  'notification.created',
] as const
export type LiveEventType = (typeof LIVE_EVENTS)[number]

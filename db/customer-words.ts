/** The vocabulary of customers, their services, packages and payments. Imports nothing, as `words.ts`. */

/** What a person says about their health: 호소문제, 건강 목표. */
export const HEALTH_KINDS = ['concerns', 'goals'] as const
export type HealthKind = (typeof HEALTH_KINDS)[number]
/** The states of a bought package; `domain.md` B.14. */
export const PURCHASE_STATUSES = [
  'active',
  'completed',
  'expired',
  'suspended',
  'transferred',
  'refunded',
] as const
export type PurchaseStatus = (typeof PURCHASE_STATUSES)[number]
/** How a customer pays, what for, and what became of it; `domain.md` B.15. */
export const PAYMENT_METHODS = ['card', 'transfer', 'cash', 'other'] as const
export type PaymentMethod = (typeof PAYMENT_METHODS)[number]
export const PAYMENT_TYPES = ['package', 'single', 'additional', 'refund'] as const
export type PaymentType = (typeof PAYMENT_TYPES)[number]
export const PAYMENT_STATUSES = ['completed', 'pending', 'cancelled', 'refunded'] as const
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number]
/** A customer's first package, or a later one. */
export const PURCHASE_TYPES = ['new', 'renewal'] as const

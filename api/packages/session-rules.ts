import type { PurchaseStatus } from '#db/customer-words.ts'

/** What a purchase has and has used, of all services and of the wanted one. */
export type Left = {
  status: PurchaseStatus
  expiresOn: string
  total: number
  used: number
  /** Of the wanted service; undefined in a purchase whose sessions are of any service, null when it has none. */
  ofService: { total: number; used: number } | null | undefined
}

export type SessionRefusal =
  | 'no_sessions_left'
  | 'purchase_expired'
  | 'purchase_not_active'
  | 'no_service_sessions_left'

/** Why a session on this Seoul day cannot be taken; undefined when it can (`domain.md` C.8). */
export function refusalOf(left: Left, on: string): SessionRefusal | undefined {
  const { status, expiresOn, total, used, ofService } = left
  if (status === 'completed' || used >= total) return 'no_sessions_left'
  if (status === 'expired' || expiresOn < on) return 'purchase_expired'
  if (status !== 'active') return 'purchase_not_active'
  if (ofService === undefined) return undefined
  return ofService === null || ofService.used >= ofService.total
    ? 'no_service_sessions_left'
    : undefined
}

import { sql } from 'drizzle-orm'
import { PURCHASE_STATUSES } from '#db/customer-words.ts'
import { rowsOf } from '#db/rows.ts'
import { integer, oneOf, text } from '#db/values.ts'
import type { TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { noSuchPurchase } from './queries.ts'
import { type Left, refusalOf, type SessionRefusal } from './session-rules.ts'

// The only code that changes the counters of a purchase.

export type Taking = {
  purchaseId: number
  customerId: number
  serviceTypeId: number
  /** The Seoul day of the session. */
  on: string
}

/**
 * Takes one session of a service from a customer's purchase, and returns its number among the sessions of the
 * purchase. The purchase is locked until the commit, so that no other session reads the same counters.
 */
export async function takeSession(ctx: TxCtx, taking: Taking): Promise<number> {
  const { purchaseId, serviceTypeId } = taking
  const left = await holdPurchase(ctx, taking)
  const refused = refusalOf(left, taking.on)
  if (refused) throw refusal(refused, left)
  const [taken] = await rowsOf(
    ctx.db,
    sql`with part as (update purchase_services set used = used + 1
        where purchase_id = ${purchaseId} and service_type_id = ${serviceTypeId})
      update package_purchases set used_sessions = used_sessions + 1,
        status = case when used_sessions + 1 = total_sessions then 'completed'::purchase_status else status end
      where purchase_id = ${purchaseId} returning used_sessions as used`,
    { used: integer },
  )
  if (!taken) throw new Error('a locked purchase is gone')
  return taken.used
}

/** Gives back one session that was taken from a purchase: a completed one is active again. */
export async function giveBackSession(ctx: TxCtx, taking: Omit<Taking, 'on'>): Promise<void> {
  const { purchaseId, serviceTypeId } = taking
  const { used, ofService } = await holdPurchase(ctx, taking)
  if (used === 0 || ofService?.used === 0)
    throw new AppError('conflict', 'No session of this purchase was taken.')
  await ctx.db.execute(
    sql`with part as (update purchase_services set used = used - 1
        where purchase_id = ${purchaseId} and service_type_id = ${serviceTypeId})
      update package_purchases set used_sessions = used_sessions - 1,
        status = case when status = 'completed' then 'active'::purchase_status else status end
      where purchase_id = ${purchaseId}`,
  )
}

/** Locks the purchase, then reads what is left: its services are rows of their own. */
async function holdPurchase(ctx: TxCtx, taking: Omit<Taking, 'on'>): Promise<Left> {
  const { purchaseId, customerId, serviceTypeId } = taking
  const [row] = await rowsOf(
    ctx.db,
    sql`select status, expires_on::text as "expiresOn", total_sessions as total, used_sessions as used
      from package_purchases where purchase_id = ${purchaseId} and customer_id = ${customerId}
      and company_id = ${ctx.actor.companyId} for update`,
    { status: oneOf(PURCHASE_STATUSES), expiresOn: text, total: integer, used: integer },
  )
  if (!row) throw noSuchPurchase()
  const parts = await rowsOf(
    ctx.db,
    sql`select service_type_id as "serviceTypeId", total, used from purchase_services
      where purchase_id = ${purchaseId}`,
    { serviceTypeId: integer, total: integer, used: integer },
  )
  const wanted = parts.find((part) => part.serviceTypeId === serviceTypeId)
  return { ...row, ofService: parts.length === 0 ? undefined : (wanted ?? null) }
}

const SENTENCES: Record<SessionRefusal, string> = {
  no_sessions_left: 'All sessions of this purchase are used. Sell another package.',
  purchase_expired: 'This purchase has expired. Sell another package.',
  purchase_not_active: 'No session may be taken from this purchase now.',
  no_service_sessions_left: 'No session of this service is left in this purchase.',
}
const refusal = (code: SessionRefusal, { total, used, expiresOn }: Left) =>
  new AppError(code, SENTENCES[code], { facts: { total, used, expiresOn } })

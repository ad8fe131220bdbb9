import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer } from '#db/values.ts'
import { customersOf } from '../access/namespaces.ts'
import { record } from '../audit/record.ts'
import type { Ctx, TxCtx } from '../context.ts'
import { requireCustomer } from '../customers/require-customer.ts'
import { onceOnly } from '../idempotency/once.ts'
import type { Payment, RecordPayment } from './contract.ts'
import { paymentFor } from './queries.ts'

/** A payment with the record that it is for, if any: the purchase of a package. */
export type PaymentInput = RecordPayment & {
  referenceType?: string | null
  referenceId?: number | null
}

/** Records a payment of a customer of the own company, at most once per key. */
export const recordPaymentOnce = (ctx: Ctx, input: RecordPayment): Promise<Payment> =>
  onceOnly(ctx, 201, (ctx) => recordPayment(ctx, input))

/**
 * Records a payment under the next number of its year. The counter's row is locked from here to the commit,
 * so numbers have no gap; callers do their other work before. The same slip twice is refused by the index
 * `payments_slip`.
 */
export async function recordPayment(ctx: TxCtx, input: PaymentInput): Promise<Payment> {
  await requireCustomer(ctx, input.customerId)
  const { companyId, userId } = ctx.actor
  const { referenceType = null, referenceId = null } = input
  const year = Number(input.paidOn.slice(0, 4))
  const [row] = await rowsOf(
    ctx.db,
    sql`with counted as (
        insert into payment_numbers (company_id, year, last) values (${companyId}, ${year}, 1)
          on conflict (company_id, year) do update set last = payment_numbers.last + 1 returning last)
      insert into payments (company_id, customer_id, number, paid_on, amount_won, method, type, status, staff,
        approval_number, card_holder_name, purchase_type, purchase_order, reference_type, reference_id, notes,
        created_by_id, created_at)
      select ${companyId}, ${input.customerId}::int,
        'PAY-' || ${String(year)} || '-' || lpad(last::text, greatest(6, length(last::text)), '0'),
        ${input.paidOn}::date, ${input.amountWon}::bigint, ${input.method}::payment_method,
        ${input.type}::payment_type, ${input.status}::payment_status,
        coalesce(${input.staff}::text, (select name from users where id = ${userId})),
        ${input.approvalNumber}::text, ${input.cardHolderName}::text, ${input.purchaseType}::purchase_type,
        ${input.purchaseOrder}::int, ${referenceType}::text, ${referenceId}::int, ${input.notes}::text,
        ${userId}::uuid, ${ctx.clock.now().toISOString()}::timestamptz
      from counted returning payment_id as id`,
    { id: integer },
  )
  if (!row) throw new Error('insert returned no row')
  await record(ctx, {
    action: 'payment.record',
    entityId: null,
    facts: {
      ...{ paymentId: row.id, customerId: input.customerId, amountWon: input.amountWon },
      ...{ type: input.type, method: input.method, paidOn: input.paidOn },
    },
  })
  ctx.changed({
    namespaces: [customersOf(companyId)],
    event: { type: 'payment.recorded', id: String(row.id) },
    heardBy: [companyId],
  })
  return paymentFor(ctx, row.id)
}

import { seoulDay } from '../calendar.ts'
import type { Ctx } from '../context.ts'
import { onceIfKeyed } from '../idempotency/once.ts'
import { paymentsByPosition } from '../payments/queries.ts'
import { recordPayment } from '../payments/record-payment.ts'
import { naiveSeoul } from './naive.ts'
import type {
  V1Payment,
  V1PaymentQuery,
  V1RecordedPayment,
  V1RecordPayment,
} from './payment-contract.ts'

/** Payments in the form of v1, newest day first. */
export async function v1Payments(ctx: Ctx, query: V1PaymentQuery): Promise<V1Payment[]> {
  const { skip, limit, search, customer_id, date_from, date_to } = query
  const payments = await paymentsByPosition(ctx, {
    ...{ customerId: customer_id, from: date_from, to: date_to, search, skip, limit },
    ...{ method: query.payment_method, status: query.payment_status },
  })
  return payments.map((payment) => ({
    payment_id: payment.id,
    payment_number: payment.number,
    customer_id: payment.customerId,
    customer_name: payment.customerName ?? '',
    customer_phone: payment.customerPhone ?? '',
    payment_date: payment.paidOn,
    amount: payment.amountWon,
    payment_method: payment.method,
    payment_type: payment.type,
    payment_status: payment.status,
    payment_staff: payment.staff ?? '',
    approval_number: payment.approvalNumber ?? '',
    card_holder_name: payment.cardHolderName ?? '',
    purchase_type: payment.purchaseType ?? '',
    purchase_order: payment.purchaseOrder ?? '',
    notes: payment.notes ?? '',
    created_at: naiveSeoul(new Date(payment.createdAt)),
  }))
}

export const recordV1Payment = (ctx: Ctx, sent: V1RecordPayment): Promise<V1RecordedPayment> =>
  onceIfKeyed(ctx, 200, async (ctx) => {
    const payment = await recordPayment(ctx, {
      customerId: sent.customer_id,
      paidOn: sent.payment_date ?? seoulDay(ctx.clock.now()),
      amountWon: sent.amount,
      method: sent.payment_method,
      type: sent.payment_type ?? 'single',
      status: sent.payment_status ?? 'completed',
      staff: sent.payment_staff ?? null,
      approvalNumber: sent.approval_number ?? null,
      cardHolderName: sent.card_holder_name ?? null,
      purchaseType: sent.purchase_type ?? null,
      purchaseOrder: sent.purchase_order ?? null,
      referenceType: sent.reference_type ?? null,
      referenceId: sent.reference_id ?? null,
      notes: sent.notes ?? null,
    })
    return {
      customer_id: payment.customerId,
      payment_date: payment.paidOn,
      amount: `${payment.amountWon}.00`,
      payment_method: payment.method,
      payment_type: payment.type,
      payment_status: payment.status,
      payment_staff: payment.staff,
      reference_type: payment.referenceType,
      reference_id: payment.referenceId,
      notes: payment.notes,
      payment_id: payment.id,
      payment_number: payment.number,
      created_at: naiveSeoul(new Date(payment.createdAt)),
    }
  })

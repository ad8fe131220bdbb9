import type { Ctx } from '../context.ts'
import { attachmentKeys } from '../forms/entry.ts'
import { fieldOf } from '../forms/fields.ts'
import { leaveWonOf } from '../policies/margin.ts'
import type { Priced } from '../policies/price-wishes.ts'
import type { PlaceOrder } from './contract.ts'
import { newOrderNumber } from './order-number.ts'

export type OrderRow = ReturnType<typeof orderRow>

/** The row of a new order: the request, the prices that applied and the companies of its line. */
export function orderRow(
  { ctx, input, id, priced }: { ctx: Ctx; input: PlaceOrder; id: string; priced: Priced },
  placedAt: Date,
) {
  const { actor } = ctx
  const { plan, device, version, trace, grossWon, shopWon, simWon } = priced
  const files = new Set(attachmentKeys(version.form))
  if (!actor.agencyId) throw new Error('an order comes from a shop, which has an agency')
  return {
    id,
    number: newOrderNumber(plan.carrier, placedAt),
    hqId: actor.hqId,
    agencyId: actor.agencyId,
    retailId: actor.companyId,
    policyId: priced.policyId,
    policyVersionId: version.id,
    agencyRateId: priced.agencyRateId,
    status: 'pending' as const,
    version: 1,
    carrier: plan.carrier,
    joinType: input.joinType,
    contractMonths: input.contractMonths,
    supportType: input.supportType,
    simType: input.simType,
    planId: plan.id,
    planName: plan.name,
    planFeeWon: plan.monthlyFeeWon,
    deviceId: device?.id ?? null,
    deviceName: device?.name ?? null,
    grossWon,
    shopWon,
    simWon,
    leaveWon: leaveWonOf(version),
    pricing: trace,
    customerName: input.customer.name,
    customerPhone: input.customer.phone,
    customerType: input.customer.type,
    // Sealed answers and files have tables of their own.
    form: Object.fromEntries(
      Object.entries(input.form).filter(
        ([key, answer]) => answer && !fieldOf(key)?.sealed && !files.has(key),
      ),
    ),
    placedBy: actor.userId,
    placedAt,
    movedAt: placedAt,
  }
}

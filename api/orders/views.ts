import type { orders } from '#db/schema/orders.ts'
import type { OrderStatus, Tier } from '#db/words.ts'
import type { Actor } from '../access/actor.ts'
import { formOf } from '../access/disclosure.ts'
import type { CompanyName } from '../companies/names.ts'
import type { OrderDetail, OrderItem } from './contract.ts'
import { showForm, showName, showPhone, viewerOf } from './masking.ts'
import { actionsOf } from './status.ts'

type Order = typeof orders.$inferSelect
export type ListRow = Pick<
  Order,
  | 'id'
  | 'number'
  | 'status'
  | 'version'
  | 'placedAt'
  | 'movedAt'
  | 'retailId'
  | 'agencyId'
  | 'policyId'
  | 'carrier'
  | 'planName'
  | 'joinType'
  | 'contractMonths'
  | 'customerName'
  | 'grossWon'
  | 'shopWon'
  | 'simWon'
>
type Names = ReadonlyMap<string, CompanyName>
type Money = { grossWon: number; shopWon: number; simWon: number }

/** Each tier's own figures; what a tier may not know is not in the answer, not even as null. */
export function amountsFor(tier: Tier, { grossWon, shopWon, simWon }: Money): OrderItem['amounts'] {
  if (tier === 'hq') return { simWon, grossWon, totalWon: grossWon + simWon }
  if (tier === 'retail') return { simWon, shopWon, totalWon: shopWon + simWon }
  return { simWon, grossWon, shopWon, marginWon: grossWon - shopWon, totalWon: grossWon + simWon }
}

/** A row of the list. Lists show a person plainly only to the shop that serves them. */
export function itemOf(tier: Tier, names: Names, row: ListRow): OrderItem {
  const company = (id: string) => ({ id, name: names.get(id)?.name ?? '' })
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    version: row.version,
    placedAt: row.placedAt.toISOString(),
    movedAt: row.movedAt.toISOString(),
    retail: company(row.retailId),
    agency: company(row.agencyId),
    policyId: row.policyId,
    carrier: row.carrier,
    planName: row.planName,
    joinType: row.joinType,
    contractMonths: row.contractMonths,
    customerName: showName(tier === 'retail' ? 'owner' : 'agency', row.customerName),
    amounts: amountsFor(tier, row),
  }
}

export type DetailRow = Order & {
  policyTitle: string
  policyVersion: number
  accountLast4: string | null
  history: {
    seq: number
    from: OrderStatus | null
    to: OrderStatus
    byCompany: string
    reason: string | null
    at: string
  }[]
}

export function detailOf(actor: Actor, names: Names, row: DetailRow): OrderDetail {
  const viewer = viewerOf(actor.tier, row.status)
  const { pricing } = row
  return {
    ...itemOf(actor.tier, names, row),
    customerName: showName(viewer, row.customerName),
    actions: actionsOf(actor, row),
    policyTitle: row.policyTitle,
    policyVersion: row.policyVersion,
    planFeeWon: row.planFeeWon,
    bandWon: pricing.bandWon,
    priceFrom: priceSource(actor.tier, pricing),
    supportType: row.supportType,
    simType: row.simType,
    customer: {
      name: showName(viewer, row.customerName),
      phone: showPhone(viewer, row.customerPhone),
      type: row.customerType,
    },
    form: showForm(viewer, row.form),
    accountLast4: formOf('account', viewer) === 'hidden' ? null : row.accountLast4,
    reason: row.reason,
    courier: row.courier,
    trackingNumber: row.trackingNumber,
    activatedNumber: row.activatedNumber && showPhone(viewer, row.activatedNumber),
    activatedOn: row.activatedOn,
    history: row.history.map(({ byCompany, at, ...entry }) => ({
      ...entry,
      byCompany: names.get(byCompany)?.name ?? '',
      at: new Date(at).toISOString(),
    })),
  }
}

/** That an agency passed everything on would tell a shop what HQ pays; it reads as the agency's default. */
const priceSource = (tier: Tier, { gross, shop }: Order['pricing']) =>
  tier !== 'retail' ? gross.from : shop.from === 'passed_on' ? 'default' : shop.from

import type { orders } from '#db/schema/orders.ts'
import type { FormField } from '#db/schema/policies.ts'
import { instant, integer, nullable, oneOf, type RowOf, text } from '#db/values.ts'
import { ATTACHMENT_TYPES, ORDER_STATUSES, type Tier } from '#db/words.ts'
import type { Actor } from '../access/actor.ts'
import { formOf } from '../access/disclosure.ts'
import { attachmentName } from '../attachments/sniff.ts'
import type { OrderDetail } from './contract.ts'
import { itemOf } from './list.ts'
import { mayReadFiles, showForm, showName, showPhone, viewerOf } from './masking.ts'
import { erasedOf } from './retention.ts'
import { actionsOf } from './status.ts'

type Order = typeof orders.$inferSelect

export const HISTORY = {
  seq: integer,
  from: nullable(oneOf(ORDER_STATUSES)),
  to: oneOf(ORDER_STATUSES),
  byCompany: text,
  reason: nullable(text),
  at: instant,
}
export const FILE = {
  id: text,
  field: text,
  place: integer,
  type: oneOf(ATTACHMENT_TYPES),
  sizeBytes: integer,
}
export type DetailRow = Order & {
  policyTitle: string
  policyVersion: number
  template: FormField[]
  accountLast4: string | null
  attachments: RowOf<typeof FILE>[]
  history: RowOf<typeof HISTORY>[]
}

export function detailOf(actor: Actor, row: DetailRow): OrderDetail {
  const viewer = viewerOf(actor.tier, row.status)
  const { pricing } = row
  return {
    ...itemOf(actor.tier, row, row),
    customerName: showName(viewer, row.customerName),
    actions: actionsOf(actor, row),
    policyTitle: row.policyTitle,
    policyVersion: row.policyVersion,
    planFeeWon: row.planFeeWon,
    bandWon: pricing.bandWon,
    deviceName: row.deviceName,
    additions: [...(pricing.additions ?? [])],
    priceFrom: priceSource(actor.tier, pricing),
    supportType: row.supportType,
    simType: row.simType,
    customer: {
      name: showName(viewer, row.customerName),
      phone: showPhone(viewer, row.customerPhone),
      type: row.customerType,
    },
    form: showForm(viewer, row.form, row.template),
    template: row.template,
    attachments: mayReadFiles(viewer) ? row.attachments.map(fileOf) : [],
    accountLast4: formOf('account', viewer) === 'hidden' ? null : row.accountLast4,
    erased: erasedOf(row),
    reason: row.reason,
    courier: row.courier,
    trackingNumber: row.trackingNumber,
    activatedNumber: row.activatedNumber && showPhone(viewer, row.activatedNumber),
    activatedOn: row.activatedOn,
    history: row.history.map(({ at, ...entry }) => ({
      ...entry,
      at: at.toISOString(),
    })),
  }
}

const fileOf = ({ place, ...file }: RowOf<typeof FILE>) => ({
  ...file,
  name: attachmentName(place, file.type),
})

/**
 * A shop learns only whether its agency set an amount for this shop alone. More about the source would
 * reveal what HQ pays: amounts that follow HQ's could be compared with amounts that do not.
 */
const priceSource = (tier: Tier, { gross, shop }: Order['pricing']) =>
  tier !== 'retail' ? gross.from : isForShop(shop) ? 'override' : 'cell'

const isForShop = ({ from, rule }: Order['pricing']['shop']) =>
  from === 'shop_cell' || from === 'override' || (rule?.retailId ?? null) !== null

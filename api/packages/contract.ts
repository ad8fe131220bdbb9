import * as z from 'zod'
import { Payment, paidBy } from '../payments/contract.ts'
import { Day, listOf, Memo, PositiveWon, pageOf, Serial, said, Text } from '../shapes.ts'
import { Package } from './list.ts'
import { Purchase } from './purchase-list.ts'

export { Package, PackageFilter } from './list.ts'
export { Purchase, PurchaseFilter } from './purchase-list.ts'

export type PackagePage = z.infer<typeof PackagePage>
export const PackagePage = pageOf(Package)
export type PurchasePage = z.infer<typeof PurchasePage>
export const PurchasePage = pageOf(Purchase)

const SESSIONS_MAX = 1_000
/** Ten years. */
const VALID_DAYS_MAX = 3_650
const SERVICES_MAX = 50

const Sessions = z.int().min(1).max(SESSIONS_MAX)
const terms = {
  name: Text(100),
  description: Memo(500, 0).default(''),
  /** At least one won, because every sale records a payment. */
  priceWon: PositiveWon,
  totalSessions: Sessions,
  validDays: z.int().min(1).max(VALID_DAYS_MAX),
  services: listOf(
    z.strictObject({ serviceTypeId: Serial, sessions: Sessions }),
    { max: SERVICES_MAX },
    ({ serviceTypeId }) => String(serviceTypeId),
    'serviceTypeId',
  ).default([]),
}
type Terms = { totalSessions: number; services: readonly { sessions: number }[] }

/** Fewer would sell sessions that no service can take; more would promise sessions that the total refuses. */
const addsUp = (value: Terms, issue: z.core.$RefinementCtx): void => {
  const { totalSessions, services } = value
  const sum = services.reduce((sum, { sessions }) => sum + sessions, 0)
  if (services.length > 0 && sum !== totalSessions)
    issue.addIssue({
      code: 'custom',
      path: ['totalSessions'],
      ...said({ code: 'sum', message: `must be the sum of the services, ${sum}` }),
    })
}

export type AddPackage = z.infer<typeof AddPackage>
export const AddPackage = z.strictObject(terms).superRefine(addsUp)

/** Replaces all values. Purchases keep the terms of their day. */
export type EditPackage = z.infer<typeof EditPackage>
export const EditPackage = z
  .strictObject({ version: z.int().min(1), ...terms, active: z.boolean() })
  .superRefine(addsUp)

export type SellPackage = z.infer<typeof SellPackage>
export const SellPackage = z.strictObject({
  customerId: Serial,
  purchasedOn: Day,
  payment: z.strictObject(paidBy),
})

export type PackageSale = z.infer<typeof PackageSale>
export const PackageSale = z.object({ purchase: Purchase, payment: Payment })

import * as z from 'zod'
import { BAND_ROUNDINGS, CELL_CARRIERS, JOIN_TYPES } from '#db/words.ts'
import { Id, Instant } from '../shapes.ts'
import { PolicyDetail } from './detail-contract.ts'
import { Addition, CarrierCell, ToldApart } from './matrix-contract.ts'

/** What a shop earns under one policy, without what its agency or HQ entered. */
export type ShopRates = z.infer<typeof ShopRates>
export const ShopRates = z.object({
  policyId: Id,
  title: z.string(),
  policyVersion: z.int(),
  carrier: z.enum(CELL_CARRIERS),
  joinType: z.enum([...JOIN_TYPES, 'all']),
  validTo: Instant.nullable(),
  rounding: z.enum(BAND_ROUNDINGS),
  bandsWon: z.array(z.int()),
  bandLabels: z.array(z.object({ bandWon: z.int(), label: z.string() })),
  months: z.array(z.int()),
  planGroups: z.array(z.object({ name: z.string(), planIds: z.array(Id) })),
  deviceGroups: z.array(z.object({ name: z.string(), deviceIds: z.array(Id) })),
  additions: z.array(Addition),
  terms: PolicyDetail.shape.terms,
  needsDevice: z.boolean(),
  shop: z.object({ cells: z.array(CarrierCell), told: ToldApart }),
})

/** Every rate that the shop can earn now; a device may keep it to look rates up without a network. */
export type RateSheet = z.infer<typeof RateSheet>
export const RateSheet = z.object({
  at: Instant,
  policies: z.array(ShopRates),
  /** Whether there are more policies or amounts than one answer holds; the newest policies are in it, whole. */
  isCut: z.boolean(),
})

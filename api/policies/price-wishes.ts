import { eq, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { agencyRates, policyVersions } from '#db/schema/policies.ts'
import { boolean, integer, listOf, objectOf, oneOf, type RowOf, text } from '#db/values.ts'
import {
  CARRIERS,
  type Carrier,
  type CellCarrier,
  type ContractMonths,
  type CustomerType,
  type JoinType,
  SIM_TYPES,
  type SimType,
  type SupportType,
} from '#db/words.ts'
import type { Actor } from '../access/actor.ts'
import { devicesAt, plansAt } from '../catalog/terms.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { segmentOf } from './axes.ts'
import { findHeads, type Head } from './heads.ts'
import {
  type GrossIndex,
  indexGross,
  indexShares,
  type NotPriced,
  type Price,
  priceOf,
  type SharesIndex,
} from './rebate.ts'

/** The parts of a shop's order that determine its price. */
export type Wish = {
  policyId: string
  planId: string
  deviceId?: string | undefined
  joinType: JoinType
  supportType: SupportType
  customerType: CustomerType
  contractMonths: ContractMonths
  simType: SimType
  additions: readonly string[]
}
export type PolicyVersion = typeof policyVersions.$inferSelect
export type Priced = Price & {
  policyId: string
  version: PolicyVersion
  agencyRateId: string | null
  plan: Plan
  device: Device | undefined
}

export const PLAN = {
  id: text,
  hqId: text,
  name: text,
  carrier: oneOf(CARRIERS),
  monthlyFeeWon: integer,
  sims: listOf(objectOf({ kind: oneOf(SIM_TYPES), offered: boolean })),
}
type Plan = RowOf<typeof PLAN>
export const DEVICE = { id: text, hqId: text, name: text }
type Device = RowOf<typeof DEVICE>

/**
 * Prices the wishes of shops by the version and rates in force now, which `heads.ts` finds. Versions and
 * rates never change under their ids, so they are cached. Each wish is returned with its price, or with the
 * error for its shop.
 */
export async function priceWishes<Asked extends { actor: Actor; wish: Wish }>(
  ctx: Ctx,
  wishes: Asked[],
): Promise<(Asked & { price: Priced | AppError })[]> {
  const heads = await findHeads(ctx, wishes)
  if (heads.length !== wishes.length) throw new Error('a wish got no head')
  const plans = await findPlans(ctx, wishes)
  const devices = await findDevices(ctx, wishes)
  const priced: (Asked & { price: Priced | AppError })[] = []
  // Sequential, because the wishes share one connection; all but the first usually find their data in memory.
  for (const [i, asked] of wishes.entries()) {
    const { actor, wish } = asked
    const plan = plans.find(({ id, hqId }) => id === wish.planId && hqId === actor.hqId)
    const device = devices.find(({ id, hqId }) => id === wish.deviceId && hqId === actor.hqId)
    priced.push({ ...asked, price: await priceWish(ctx, asked, heads[i], { plan, device }) })
  }
  return priced
}

/** The plan and the device of a wish, of the shop's own tree; undefined where it sells none. */
export type Chosen = { plan: Plan | undefined; device: Device | undefined }

/** One wish whose head and choices are known. */
export async function priceWish(
  ctx: Ctx,
  { actor, wish }: { actor: Actor; wish: Wish },
  head: Head | undefined,
  chosen: Chosen,
): Promise<Priced | AppError> {
  if (!head) return new AppError('not_found', 'There is no such policy for this shop now.')
  return priceHead(ctx, head, chosen, actor, wish)
}

async function priceHead(ctx: Ctx, head: Head, { plan, device }: Chosen, actor: Actor, wish: Wish) {
  if (!actor.agencyId) throw new Error('prices are a shop’s, which has an agency')
  if (head.readBy && !head.readBy.includes(actor.companyId)) return unread(head, wish)
  if (!plan) return new AppError('not_found', 'There is no such plan, or it is not sold any more.')
  if (wish.deviceId && !device)
    return new AppError('not_found', 'There is no such device, or it is not sold any more.')
  if (head.joinType !== 'all' && head.joinType !== wish.joinType)
    return notPriced('join_type', plan.carrier, wish)
  if (plan.sims.some(({ kind, offered }) => kind === wish.simType && !offered))
    return notPriced('sim_type', plan.carrier, wish)
  const { version, gross } = await versionOf(ctx, head)
  const price = priceOf(gross, head.rateId ? await sharesOf(ctx, head.rateId) : null, {
    agencyId: actor.agencyId,
    retailId: actor.companyId,
    carrier: plan.carrier,
    planId: plan.id,
    planFeeWon: plan.monthlyFeeWon,
    deviceId: device?.id ?? null,
    joinType: wish.joinType,
    supportType: wish.supportType,
    segment: segmentOf(wish.customerType),
    months: wish.contractMonths,
    simType: wish.simType,
    additions: wish.additions,
  })
  if ('refused' in price) return notPriced(reasonFor(price), plan.carrier, wish, price.bandWon)
  return { ...price, policyId: wish.policyId, version, agencyRateId: head.rateId, plan, device }
}

/** HQ requires that a company has read the version before it orders. */
const unread = ({ versionNumber }: Head, { policyId }: Wish) =>
  new AppError(
    'policy_unread',
    'The headquarters takes orders only after an admin of your shop has read this version. Read it and acknowledge it by POST …/acknowledgements.',
    { facts: { policyId, version: versionNumber } },
  )

type Reason = Exclude<NotPriced['refused'], Hidden> | 'join_type' | 'sim_type'
type Hidden = (typeof HIDDEN)[number]
const HIDDEN = [
  'shop_above_gross',
  'below_floor',
  'above_ceiling',
  'below_lowest',
  'tie',
  'closed',
  'undecided',
] as const satisfies readonly NotPriced['refused'][]
const isHidden = (refused: NotPriced['refused']): refused is Hidden =>
  HIDDEN.some((one) => one === refused)

/**
 * A shop must not learn that its agency promises more than HQ pays, or an amount or a margin that HQ does not
 * allow, nor whose cells decide that nothing is paid: to the shop the combination has no price.
 */
const reasonFor = ({ refused }: NotPriced): Reason => (isHidden(refused) ? 'cell' : refused)

const notPriced = (reason: Reason, carrier: Carrier, wish: Wish, bandWon?: number) =>
  new AppError('not_priced', 'The policy has no price for this combination. Choose another one.', {
    facts: { reason, carrier, bandWon: bandWon ?? null, contractMonths: wish.contractMonths },
  })

/** The plans that the wishes name, of any tree, with the fee in force now; only those that are sold now. */
function findPlans(ctx: Ctx, wishes: { wish: Wish }[]): Promise<Plan[]> {
  const ids = [...new Set(wishes.map(({ wish }) => wish.planId))]
  return rowsOf(
    ctx.db,
    sql`select p.id, p.hq_id as "hqId", p.name, p.carrier, p.monthly_fee_won as "monthlyFeeWon", p.sims
      from ${plansAt(ctx.clock.now())} p where p.id in ${ids} and p.state = 'sold'`,
    PLAN,
  )
}

/** The devices that the wishes name, of any tree, that are sold now; no statement where they name none. */
async function findDevices(ctx: Ctx, wishes: { wish: Wish }[]): Promise<Device[]> {
  const ids = [...new Set(wishes.flatMap(({ wish }) => wish.deviceId ?? []))]
  if (ids.length === 0) return []
  return rowsOf(
    ctx.db,
    sql`select p.id, p.hq_id as "hqId", p.manufacturer || ' ' || p.name as name
      from ${devicesAt(ctx.clock.now())} p where p.id in ${ids} and p.state = 'sold'`,
    DEVICE,
  )
}

/** A version, with HQ's side of its prices indexed for the price rule. */
type Published = { version: PolicyVersion; gross: GrossIndex }

async function versionOf(ctx: Ctx, { versionId, carrier }: Head): Promise<Published> {
  const known = ctx.memo.map<Published>('policy-versions', 500)
  const found = known.get(versionId) ?? (await loadVersion(ctx, versionId, carrier))
  known.set(versionId, found)
  return found
}

async function loadVersion(ctx: Ctx, id: string, carrier: CellCarrier): Promise<Published> {
  const [version] = await ctx.db.select().from(policyVersions).where(eq(policyVersions.id, id))
  if (!version) throw new Error(`policy version ${id} is gone`)
  // The carrier of a policy never changes, so it can be cached with the version.
  return { version, gross: indexGross({ ...version, carrier }) }
}

async function sharesOf(ctx: Ctx, id: string): Promise<SharesIndex> {
  const known = ctx.memo.map<SharesIndex>('agency-rates', 2_000)
  const found = known.get(id) ?? (await loadShares(ctx, id))
  known.set(id, found)
  return found
}

async function loadShares(ctx: Ctx, id: string): Promise<SharesIndex> {
  const [rates] = await ctx.db.select().from(agencyRates).where(eq(agencyRates.id, id))
  if (!rates) throw new Error(`agency rates ${id} are gone`)
  return indexShares(rates)
}

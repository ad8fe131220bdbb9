import type { Carrier, CustomerSegment, JoinType, SupportType } from '#db/words.ts'
import type { Axes, Place } from '../policies/axes.ts'
import { NOTHING_SET } from '../policies/plain-sheet.ts'
import {
  type Combination,
  type GrossIndex,
  indexShares,
  placeOf,
  priceOf,
} from '../policies/rebate.ts'

// The sums of a replay. They grow group by group, in any order, and are stored between two steps as JSON.

/** Past orders that differ in nothing that a price depends on. */
export type Group = {
  /** An agency for which HQ sets an amount of its own; null for all others, whose price does not differ. */
  agencyId: string | null
  carrier: Carrier
  planId: string
  planFeeWon: number
  deviceId: string | null
  joinType: JoinType
  supportType: SupportType
  segment: CustomerSegment
  months: number
  additions: readonly string[]
  /** What HQ paid for each of them, as booked. */
  grossWon: number
  orders: number
  /** How many each shop placed, by `agency shop`: a shop that moved keeps its orders where it placed them. */
  shops: Readonly<Record<string, number>>
  /** The number of one of them. */
  sample: string
}

/** Sums of orders. Those without a price, and those that the draft refuses, are in no amount. */
export type Sums = {
  orders: number
  unmatched: number
  closed: number
  beforeWon: number
  afterWon: number
}
/** Why an order has no price: HQ's reasons alone. */
export const REASONS = ['carrier', 'months', 'band', 'device', 'cell', 'tie', 'addition'] as const
export type Reason = (typeof REASONS)[number]
export type Unmatched = {
  reason: Reason
  place: Axes
  planFeeWon: number | null
  orders: number
  /** What was paid for them. */
  beforeWon: number
  sample: string
}
export type Tally = {
  risen: number
  fallen: number
  closedWon: number
  /** By `agency shop`. */
  shops: Record<string, Sums>
  carriers: Record<string, Sums>
  /** The empty name stands for orders without a device. */
  devices: Record<string, Sums>
  /** The empty name stands for plans outside of the draft's bands. */
  bands: Record<string, Sums>
  /** By `joinType supportType`. */
  kinds: Record<string, Sums>
  unmatched: Record<string, Unmatched>
}

export const emptyTally = (): Tally => ({
  ...{ risen: 0, fallen: 0, closedWon: 0 },
  ...{ shops: {}, carriers: {}, devices: {}, bands: {}, kinds: {}, unmatched: {} },
})

const FIELDS = ['orders', 'unmatched', 'closed', 'beforeWon', 'afterWon'] as const
const NOTHING: Sums = { orders: 0, unmatched: 0, closed: 0, beforeWon: 0, afterWon: 0 }

/** HQ's side alone: what an agency passes on does not change what HQ pays. */
const ALL_PASSED_ON = indexShares(NOTHING_SET)

/**
 * Adds groups to the tally. Each combination is priced once by the one price rule, however many shops and
 * amounts it has.
 */
export function replayInto(tally: Tally): (gross: GrossIndex, groups: Iterable<Group>) => void {
  const known = new Map<string, Priced>()
  return (gross, groups) => {
    const { told } = gross
    for (const group of groups) {
      const asked = combinationOf(group)
      const key = keyOf(asked)
      const priced = known.get(key) ?? pricedAt(gross, asked)
      known.set(key, priced)
      const { price, place } = priced
      const sums = sumsOf(group, price)
      for (const [row, name] of rowsFor(tally, group, place.bandWon)) add(row, name, sums)
      for (const [shop, orders] of Object.entries(group.shops))
        add(tally.shops, shop, sumsOf({ ...group, orders }, price))
      if (!('refused' in price)) compare(tally, group, price.grossWon)
      else if (price.refused === 'closed') tally.closedWon += group.grossWon * group.orders
      else addUnmatched(tally, group, reasonOf(price.refused), gross.needsDevice, told, place)
    }
  }
}

type Priced = { price: ReturnType<typeof priceOf>; place: Place }
const pricedAt = (gross: GrossIndex, asked: Combination): Priced => ({
  price: priceOf(gross, ALL_PASSED_ON, asked),
  place: placeOf(gross, asked),
})

function reasonOf(refused: string): Reason {
  const reason = REASONS.find((one) => one === refused)
  if (!reason) throw new Error(`HQ's side alone is refused as ${refused}`)
  return reason
}

// HQ's amount depends on no shop and no SIM, whose line is not part of a replay.
const combinationOf = ({ shops: _, agencyId, ...facts }: Group): Combination => ({
  ...facts,
  agencyId: agencyId ?? '',
  retailId: '',
  simType: 'esim',
})

const keyOf = (asked: Combination): string =>
  `${asked.agencyId} ${asked.carrier} ${asked.planId} ${asked.planFeeWon} ${asked.deviceId} ${asked.joinType} ${asked.supportType} ${asked.segment} ${asked.months} ${JSON.stringify(asked.additions)}`

function sumsOf({ orders, grossWon }: Group, price: ReturnType<typeof priceOf>): Sums {
  if ('refused' in price)
    return { ...NOTHING, orders, [price.refused === 'closed' ? 'closed' : 'unmatched']: orders }
  return { ...NOTHING, orders, beforeWon: grossWon * orders, afterWon: price.grossWon * orders }
}

const rowsFor = (
  { carriers, devices, bands, kinds }: Tally,
  { carrier, deviceId, joinType, supportType }: Group,
  bandWon: number | undefined,
): [Record<string, Sums>, string][] => [
  [carriers, carrier],
  [devices, deviceId ?? ''],
  [bands, String(bandWon ?? '')],
  [kinds, `${joinType} ${supportType}`],
]

function add(rows: Record<string, Sums>, name: string, more: Sums): void {
  const row = rows[name]
  // In place: a replay adds tens of thousands of times.
  if (!row) rows[name] = { ...more }
  else for (const field of FIELDS) row[field] += more[field]
}

const plus = (one: Sums, other: Sums): Sums => ({
  orders: one.orders + other.orders,
  unmatched: one.unmatched + other.unmatched,
  closed: one.closed + other.closed,
  beforeWon: one.beforeWon + other.beforeWon,
  afterWon: one.afterWon + other.afterWon,
})
export const sumOf = (rows: Iterable<Sums>): Sums => [...rows].reduce(plus, NOTHING)

function compare(tally: Tally, { grossWon, orders }: Group, afterWon: number): void {
  if (afterWon > grossWon) tally.risen += orders
  if (afterWon < grossWon) tally.fallen += orders
}

/** Orders without a price are listed by what the draft tells apart: the cell that would price them. */
function addUnmatched(
  { unmatched }: Tally,
  group: Group,
  reason: Reason,
  byDevice: boolean,
  told: GrossIndex['told'],
  place: Place,
): void {
  const { planGroup } = place
  const axes: Axes = {
    carrier: group.carrier,
    ...(planGroup !== null && told.planGroups.includes(planGroup)
      ? { planGroup }
      : place.bandWon !== undefined && { bandWon: place.bandWon }),
    ...(byDevice && group.deviceId !== null && { deviceId: group.deviceId }),
    ...(told.joinType && { joinType: group.joinType }),
    ...(told.supportType && { supportType: group.supportType }),
    months: group.months,
    ...(told.segment && { segment: group.segment }),
  }
  const planFeeWon = place.bandWon === undefined ? group.planFeeWon : null
  const name = JSON.stringify([reason, axes, planFeeWon])
  const known = unmatched[name]
  unmatched[name] = {
    ...{ reason, place: axes, planFeeWon },
    orders: (known?.orders ?? 0) + group.orders,
    beforeWon: (known?.beforeWon ?? 0) + group.grossWon * group.orders,
    sample: known && known.sample < group.sample ? known.sample : group.sample,
  }
}

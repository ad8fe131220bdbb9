import type { Axes, Place } from '#api/policies/axes.ts'
import type { refusalOf } from '#api/policies/margin.ts'
import { type GrossIndex, grossAt, priceAt, type SharesIndex } from '#api/policies/rebate.ts'
import type { ShareRule } from '#api/policies/share-rules.ts'

/** A band and a contract that no cell names: what a place leaves open. */
const OPEN = -1

/** What orders at a place of the desk are paid. */
export type Paid =
  /** HQ pays nothing here: it has no cell, takes no orders, or its cells tie. */
  | { kind: 'no_price'; because: 'none' | 'closed' | 'tie' }
  | ({ kind: 'priced'; shopWon: number; refused: Refused | undefined } & FromHq & ShopWhy)
  /** HQ pays less than zero or than its floor, where a rule does not apply. */
  | ({ kind: 'undecided' } & FromHq)
  /** Two of the agency's cells count, and neither is more specific. */
  | ({ kind: 'tie' } & FromHq)
/** What a place shows; a group of plans has an amount for each band where these differ. */
export type Shown = Paid | { kind: 'by_band'; bands: readonly { bandWon: number; paid: Paid }[] }
type FromHq = { grossWon: number }
/** Why no order is accepted at the agency's amount. */
type Refused = ReturnType<typeof refusalOf>
type ShopWhy =
  | { from: 'shop_cell' | 'override' | 'cell' | 'default' | 'passed_on' }
  | { from: 'rule'; rule: ShareRule }

/** The two sides of a policy as the price rule takes them. */
export type Sides = { gross: GrossIndex; shares: SharesIndex }

/** The sides, with HQ's prepared for places that leave band or contract open. */
export const sidesOf = (gross: GrossIndex, shares: SharesIndex): Sides => ({
  gross: {
    ...gross,
    bands: new Set([...gross.bands, OPEN]),
    months: [...gross.months, OPEN],
  },
  shares,
})

/**
 * What orders at a place are paid, by the price rule: of HQ and to a shop. What the place leaves open is what no
 * cell fixes there, or what the more specific places beside it do not cover. `retailId` is a shop for which
 * something is set alone.
 */
export function shownAt({ gross, shares }: Sides, axes: Axes, retailId: string | null): Shown {
  const paidIn = (bandWon: number) => {
    const spot = { ...placeOf(gross, { ...axes, bandWon }), agencyId: null, retailId }
    const fromHq = grossAt(gross, spot)
    return 'refused' in fromHq
      ? unpriced(fromHq.refused)
      : paid(priceAt(gross, shares, spot), fromHq)
  }
  if (axes.planGroup === undefined) return paidIn(axes.bandWon ?? OPEN)
  const bands = gross.bandsWon.map((bandWon) => ({ bandWon, paid: paidIn(bandWon) }))
  const [first] = bands
  return first && bands.every(({ paid }) => isSame(paid, first.paid))
    ? first.paid
    : { kind: 'by_band', bands }
}

const placeOf = ({ groupOfDevice }: GrossIndex, axes: Axes): Place => ({
  carrier: axes.carrier,
  bandWon: axes.bandWon,
  months: axes.months ?? OPEN,
  planGroup: axes.planGroup ?? null,
  deviceId: axes.deviceId ?? null,
  deviceGroup: axes.deviceGroup ?? groupOfDevice.get(axes.deviceId ?? '') ?? null,
  joinType: axes.joinType ?? null,
  supportType: axes.supportType ?? null,
  segment: axes.segment ?? null,
})

const unpriced = (refused: string): Paid => ({
  kind: 'no_price',
  because: refused === 'closed' || refused === 'tie' ? refused : 'none',
})

function paid(price: ReturnType<typeof priceAt>, { grossWon }: FromHq): Paid {
  if (!('shopWon' in price))
    return { kind: price.refused === 'undecided' ? 'undecided' : 'tie', grossWon }
  const { shopWon, shop } = price
  const why = shop.from === 'rule' ? { from: shop.from, rule: shop.rule } : { from: shop.from }
  const refused = 'refused' in price ? price.refused : undefined
  return { kind: 'priced', grossWon, shopWon, refused, ...why }
}

const isSame = (one: Paid, other: Paid) =>
  one.kind === other.kind &&
  ('shopWon' in one ? one.shopWon : undefined) ===
    ('shopWon' in other ? other.shopWon : undefined) &&
  ('grossWon' in one ? one.grossWon : undefined) ===
    ('grossWon' in other ? other.grossWon : undefined)

/** Everything that a place shows, one after another. */
export const eachOf = (shown: Shown): readonly Paid[] =>
  shown.kind === 'by_band' ? shown.bands.map(({ paid }) => paid) : [shown]

/** Whether orders at the place are refused for what the agency set, or did not. */
export const isRefused = (shown: Shown): boolean =>
  eachOf(shown).some(
    (one) =>
      one.kind === 'undecided' ||
      one.kind === 'tie' ||
      (one.kind === 'priced' && one.refused !== undefined),
  )

export type Counts = { priced: number; open: number; refused: number }

/** Of places that HQ prices: how many have an amount, wait for one, and take no orders for what is set. */
export function countsOf(places: readonly Shown[]): Counts {
  const counts = { priced: 0, open: 0, refused: 0 }
  for (const shown of places) {
    if (eachOf(shown).every(({ kind }) => kind === 'no_price')) continue
    if (!isRefused(shown)) counts.priced++
    else if (eachOf(shown).some(({ kind }) => kind === 'undecided')) counts.open++
    else counts.refused++
  }
  return counts
}

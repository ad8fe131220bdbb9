import type { Carrier, CellCarrier } from '#db/words.ts'
import { type Axes, axesAt, type Place, plainPlace } from './axes.ts'
import type { ToldApart } from './matrix-contract.ts'
import { type GrossIndex, priceAt, type SharesIndex } from './rebate.ts'
import { toldFor } from './shop-cells.ts'
import { closedAxes, toldByAny } from './told.ts'

type At<C extends CellCarrier> = Place & { carrier: C }
/** HQ's side of a matrix, as far as its places depend on it. */
type Sheet = Pick<GrossIndex, 'bandsWon' | 'months' | 'told' | 'groupOfDevice'>

/**
 * The places of a matrix that can have different prices, for these carriers, in the same order for every
 * viewer: each band and contract, and on the other axes the values that any of the cells tells apart. `within`
 * gives only those that a cell with its axes fits.
 */
export function* spotsOf<C extends CellCarrier>(
  gross: Sheet,
  shares: { told: ToldApart } | null,
  carriers: readonly C[],
  within?: Axes,
): Generator<At<C>> {
  const told = shares ? toldByAny(gross.told, shares.told) : gross.told
  const axes = axesIn(gross, told, carriers, within)
  for (const carrier of axes.carriers)
    for (const device of axes.devices)
      for (const joinType of axes.joinTypes)
        for (const supportType of axes.supportTypes)
          for (const segment of axes.segments)
            for (const planGroup of axes.planGroups)
              for (const bandWon of axes.bandsWon)
                for (const months of axes.months)
                  yield {
                    ...{ carrier, ...device, joinType, supportType, segment },
                    ...{ planGroup, bandWon, months },
                  }
}

/** The number of places in `spotsOf`, without walking through them. */
export function countSpots(
  gross: Sheet,
  shares: { told: ToldApart } | null,
  carriers: readonly CellCarrier[],
  within?: Axes,
): number {
  const told = shares ? toldByAny(gross.told, shares.told) : gross.told
  return Object.values(axesIn(gross, told, carriers, within)).reduce(
    (product, values) => product * values.length,
    1,
  )
}

/** The values on each axis that one of the places has. */
function axesIn<C extends CellCarrier>(
  { bandsWon, months, groupOfDevice }: Sheet,
  told: ToldApart,
  carriers: readonly C[],
  within?: Axes,
) {
  const all = {
    carriers,
    devices: devicesIn(told, groupOfDevice),
    ...closedAxes(told),
    planGroups: [null, ...told.planGroups],
    ...{ bandsWon, months },
  }
  if (!within) return all
  /** A closed axis that nothing tells apart has every value at once. */
  const at = <V>(fixed: V | undefined, values: readonly (V | null)[]) =>
    fixed === undefined ? values : values.filter((value) => value === fixed || value === null)
  return {
    carriers: carriers.filter((one) => within.carrier === 'all' || within.carrier === one),
    devices: all.devices.filter(
      ({ deviceId, deviceGroup }) =>
        (within.deviceId === undefined || within.deviceId === deviceId) &&
        (within.deviceGroup === undefined || within.deviceGroup === deviceGroup),
    ),
    joinTypes: at(within.joinType, all.joinTypes),
    supportTypes: at(within.supportType, all.supportTypes),
    segments: at(within.segment, all.segments),
    planGroups: all.planGroups.filter(
      (one) => within.planGroup === undefined || within.planGroup === one,
    ),
    bandsWon: bandsWon.filter((one) => within.bandWon === undefined || within.bandWon === one),
    months: months.filter((one) => within.months === undefined || within.months === one),
  }
}

/** Each model that a cell names, each group for its other models, and every other device. */
function devicesIn(
  { deviceIds, deviceGroups }: ToldApart,
  groupOf: ReadonlyMap<string, string>,
): readonly Pick<Place, 'deviceId' | 'deviceGroup'>[] {
  const models = deviceIds.map((deviceId) => ({
    deviceId,
    deviceGroup: groupOf.get(deviceId) ?? null,
  }))
  const groups = deviceGroups.map((deviceGroup) => ({ deviceId: null, deviceGroup }))
  return [{ deviceId: null, deviceGroup: null }, ...groups, ...models]
}

/** The places of a plain sheet: bands by contract, whatever other axes the cells have. */
export const plainSpotsOf = <C extends CellCarrier>(
  { bandsWon, months }: { bandsWon: readonly number[]; months: readonly number[] },
  carriers: readonly C[],
) =>
  carriers.flatMap((carrier) =>
    bandsWon.flatMap((bandWon) =>
      months.map((one) => plainPlace({ carrier, bandWon, months: one })),
    ),
  )

/**
 * What HQ pays an agency, as far as HQ's cells tell: an override for the agency replaces them all. HQ's flat
 * amount counts where there is no cell.
 */
export function grossSeenBy(
  { cells, closed, byAgency, flatWon, sold }: GrossIndex,
  agencyId: string,
) {
  const overrideWon = byAgency.get(agencyId)
  if (overrideWon !== undefined) return { gross: [], closed: [], flatWon: overrideWon }
  const isSold = ({ carrier }: Axes) => carrier === 'all' || sold.some((one) => one === carrier)
  return { gross: cells.filter(isSold), closed: closed.filter(isSold), flatWon }
}

/**
 * What a shop earns, per carrier: every combination that it can order, at the price it would be charged. The
 * result reveals neither how HQ or the agency entered their amounts nor why a price is absent.
 */
export const shopTable = (
  gross: GrossIndex,
  shares: SharesIndex | null,
  agencyId: string,
  retailId: string,
): (Axes & { carrier: Carrier; bandWon: number; months: number; amountWon: number })[] =>
  [...spotsOf(gross, shares && { told: toldFor(shares, retailId) }, gross.sold)].flatMap(
    (place) => {
      const price = priceAt(gross, shares, { ...place, agencyId, retailId })
      return 'refused' in price ? [] : [{ ...axesAt(place), amountWon: price.shopWon }]
    },
  )

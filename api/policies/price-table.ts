import {
  type Carrier,
  type CellCarrier,
  CUSTOMER_SEGMENTS,
  JOIN_TYPES,
  SUPPORT_TYPES,
} from '#db/words.ts'
import { type Axes, type AxisName, axesAt, fixes, type Place, plainPlace } from './axes.ts'
import type { ToldApart } from './matrix-contract.ts'
import { type GrossIndex, priceAt, type SharesIndex } from './rebate.ts'

type At<C extends CellCarrier> = Place & { carrier: C }

/**
 * The places of a matrix that can have different prices, for these carriers, in the same order for every
 * viewer: each band and contract, and on the other axes the values that any of the cells tells apart.
 */
export function* spotsOf<C extends CellCarrier>(
  gross: Pick<GrossIndex, 'bandsWon' | 'months' | 'cells' | 'closed' | 'groupOfDevice'>,
  shares: Pick<SharesIndex, 'cells'> | null,
  carriers: readonly C[],
): Generator<At<C>> {
  const cells: readonly Axes[] = [...gross.cells, ...gross.closed, ...(shares?.cells ?? [])]
  const closedSet = <T>(axis: AxisName, all: readonly T[]): readonly (T | null)[] =>
    cells.some((cell) => fixes(cell, axis)) ? all : [null]
  const devices = devicesIn(cells, gross.groupOfDevice)
  const planGroups = [null, ...namedIn(cells, 'planGroup')]
  const joinTypes = closedSet('joinType', JOIN_TYPES)
  const supportTypes = closedSet('supportType', SUPPORT_TYPES)
  const segments = closedSet('segment', CUSTOMER_SEGMENTS)
  for (const carrier of carriers)
    for (const device of devices)
      for (const joinType of joinTypes)
        for (const supportType of supportTypes)
          for (const segment of segments)
            for (const planGroup of planGroups)
              for (const bandWon of gross.bandsWon)
                for (const months of gross.months)
                  yield {
                    ...{ carrier, ...device, joinType, supportType, segment },
                    ...{ planGroup, bandWon, months },
                  }
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

/** The number of places in `spotsOf`, without walking through them. */
export function countSpots(
  gross: Pick<GrossIndex, 'bandsWon' | 'months' | 'cells' | 'closed'>,
  carriers: number,
): number {
  const cells: readonly Axes[] = [...gross.cells, ...gross.closed]
  const of = (axis: AxisName, all: readonly unknown[]) =>
    cells.some((cell) => fixes(cell, axis)) ? all.length : 1
  const devices = 1 + namedIn(cells, 'deviceGroup').length + namedIn(cells, 'deviceId').length
  const planGroups = 1 + namedIn(cells, 'planGroup').length
  const shape = carriers * gross.bandsWon.length * gross.months.length * devices * planGroups
  return (
    shape *
    of('joinType', JOIN_TYPES) *
    of('supportType', SUPPORT_TYPES) *
    of('segment', CUSTOMER_SEGMENTS)
  )
}

/** What these cells tell apart. */
export const toldApart = (cells: readonly Axes[]): ToldApart => ({
  deviceIds: namedIn(cells, 'deviceId'),
  deviceGroups: namedIn(cells, 'deviceGroup'),
  planGroups: namedIn(cells, 'planGroup'),
  joinType: cells.some((cell) => fixes(cell, 'joinType')),
  supportType: cells.some((cell) => fixes(cell, 'supportType')),
  segment: cells.some((cell) => fixes(cell, 'segment')),
})

/** Each model that a cell names, each group for its other models, and every other device. */
function devicesIn(cells: readonly Axes[], groupOf: ReadonlyMap<string, string>) {
  const models = namedIn(cells, 'deviceId').map((deviceId) => ({
    deviceId,
    deviceGroup: groupOf.get(deviceId) ?? null,
  }))
  const groups = namedIn(cells, 'deviceGroup').map((deviceGroup) => ({
    deviceId: null,
    deviceGroup,
  }))
  return [{ deviceId: null, deviceGroup: null }, ...groups, ...models]
}

const namedIn = (cells: readonly Axes[], axis: 'planGroup' | 'deviceGroup' | 'deviceId') => [
  ...new Set(cells.flatMap((cell) => cell[axis] ?? [])),
]

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
  [...spotsOf(gross, shares, gross.sold)].flatMap((place) => {
    const price = priceAt(gross, shares, { ...place, agencyId, retailId })
    return 'refused' in price ? [] : [{ ...axesAt(place), amountWon: price.shopWon }]
  })

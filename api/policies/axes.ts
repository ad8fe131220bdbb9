import type {
  CellCarrier,
  CustomerSegment,
  CustomerType,
  JoinType,
  SupportType,
} from '#db/words.ts'

// A matrix of prices is sparse: each cell fixes the axes that matter to it and leaves the others open.

/** The values that a cell fixes. On an axis that it leaves open it counts for every value. */
export type Axes = {
  /** `all` leaves the carrier open. */
  carrier: CellCarrier
  bandWon?: number | undefined
  /** A group of plans that the version names; more specific than a band. */
  planGroup?: string | undefined
  /** A group of device models that the version names. */
  deviceGroup?: string | undefined
  /** A device model; more specific than its group. */
  deviceId?: string | undefined
  joinType?: JoinType | undefined
  supportType?: SupportType | undefined
  months?: number | undefined
  segment?: CustomerSegment | undefined
}

/** What an order has on every axis; null where it has nothing that a cell could fix. */
export type Place = {
  /** `all` stands for a carrier without its own cells. */
  carrier: CellCarrier
  bandWon: number | undefined
  planGroup: string | null
  deviceGroup: string | null
  deviceId: string | null
  joinType: JoinType | null
  supportType: SupportType | null
  months: number
  segment: CustomerSegment | null
}

/**
 * One bit for each axis. A group of plans counts as its band too, and a model as its group too: so the more
 * specific cell is the one whose bits contain those of the other.
 */
const BIT = {
  carrier: 1,
  bandWon: 2,
  planGroup: 4 | 2,
  deviceGroup: 8,
  deviceId: 16 | 8,
  joinType: 32,
  supportType: 64,
  months: 128,
  segment: 256,
} as const

export type AxisName = keyof typeof BIT
export const AXES: readonly AxisName[] = [
  'carrier',
  'bandWon',
  'planGroup',
  'deviceGroup',
  'deviceId',
  'joinType',
  'supportType',
  'months',
  'segment',
]

/** Whether a cell fixes an axis. */
export const fixes = (axes: Axes, axis: AxisName): boolean =>
  axis === 'carrier' ? axes.carrier !== 'all' : axes[axis] !== undefined

/** The axes that a cell fixes, as bits. */
export const bitsOf = (axes: Axes): number =>
  AXES.reduce((bits, axis) => (fixes(axes, axis) ? bits | BIT[axis] : bits), 0)

/** Whether cells with the first bits are at least as specific as cells with the second. */
export const contains = (bits: number, others: number): boolean => (bits & others) === others

const has = (bits: number, axis: AxisName) => contains(bits, BIT[axis])

/** The axis that these bits fix of a pair of which one is more specific than the other. */
export const planAxis = (bits: number) =>
  has(bits, 'planGroup') ? 'planGroup' : has(bits, 'bandWon') ? 'bandWon' : undefined
export const deviceAxis = (bits: number) =>
  has(bits, 'deviceId') ? 'deviceId' : has(bits, 'deviceGroup') ? 'deviceGroup' : undefined

const PLAIN = ['carrier', 'joinType', 'supportType', 'months', 'segment'] as const

/** The axes of these bits, in a fixed order; of a pair the more specific one. */
function axesIn(bits: number): readonly AxisName[] {
  const paired: (AxisName | undefined)[] = [planAxis(bits), deviceAxis(bits)]
  const plain = PLAIN.filter((axis) => has(bits, axis))
  return [...paired.filter((axis) => axis !== undefined), ...plain]
}
/** The same for all bits there are, because a screen of cells asks thousands of times. */
const AXES_IN = Array.from({ length: 512 }, (_, bits) => axesIn(bits))

/**
 * The values on the axes of these bits as one text; undefined where the order has none on one of them, so that
 * no cell with these bits counts for it.
 */
export function keyAt(bits: number, place: Axes | Place): string | undefined {
  let key = ''
  for (const axis of AXES_IN[bits] ?? axesIn(bits)) {
    const value = place[axis]
    if (value === undefined || value === null) return undefined
    key += `${value}\n`
  }
  return key
}

/** The axes of a cell alone, without its amount. */
export const axesOf = (cell: Axes): Axes => {
  const axes: Axes = { carrier: cell.carrier }
  for (const axis of AXES)
    if (axis !== 'carrier' && cell[axis] !== undefined) Object.assign(axes, { [axis]: cell[axis] })
  return axes
}

/** A text that is the same for two cells exactly if they fix the same values; for cells, not for places. */
export function nameOf(axes: Axes): string {
  const bits = bitsOf(axes)
  return `${bits}\n${keyAt(bits, axes)}`
}

/** A text for a place of a table, which may name a group beside its band or model. */
export const placeName = (axes: Axes): string => AXES.map((axis) => axes[axis] ?? '').join('\n')

/** Whom a price may tell apart: a company is a business customer, everybody else an individual. */
export const segmentOf = (customerType: CustomerType): CustomerSegment =>
  customerType === 'corporate' ? 'business' : 'individual'

/** A cell of a sheet of carrier, band and contract, which has no further axis. */
export type PlainAxes = { carrier: CellCarrier; bandWon: number; months: number }

/** Whether a cell fixes band and contract and nothing but the carrier beside them. */
export const isPlain = <C extends Axes>(cell: C): cell is C & PlainAxes =>
  contains(PLAIN_BITS, bitsOf(cell)) && cell.bandWon !== undefined && cell.months !== undefined
const PLAIN_BITS = bitsOf({ carrier: 'skt', bandWon: 0, months: 0 })

/** A place of a plain sheet: with nothing on the further axes. */
export const plainPlace = <C extends CellCarrier>(at: PlainAxes & { carrier: C }) => ({
  ...at,
  planGroup: null,
  deviceGroup: null,
  deviceId: null,
  joinType: null,
  supportType: null,
  segment: null,
})

/** A place as the axes on which it has a value, as answers contain it. */
export function axesAt<C extends CellCarrier>(
  place: Place & { carrier: C },
): Axes & { carrier: C; bandWon: number; months: number } {
  const { carrier, bandWon, months } = place
  if (bandWon === undefined) throw new Error('a place of a matrix lies in a band')
  return {
    ...{ carrier, bandWon, months },
    ...(place.planGroup !== null && { planGroup: place.planGroup }),
    ...(place.deviceGroup !== null && { deviceGroup: place.deviceGroup }),
    ...(place.deviceId !== null && { deviceId: place.deviceId }),
    ...(place.joinType !== null && { joinType: place.joinType }),
    ...(place.supportType !== null && { supportType: place.supportType }),
    ...(place.segment !== null && { segment: place.segment }),
  }
}

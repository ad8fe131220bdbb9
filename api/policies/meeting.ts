import type { JoinType } from '#db/words.ts'
import type { Axes } from './axes.ts'
import type { Gross } from './rebate.ts'

// Whether two policies can ever price the same order. Wrong only on one side: what cannot be told is said to meet.

/** What of a published version, and of its policy, decides which orders it prices. */
export type Sheet = Pick<
  Gross,
  | 'carrier'
  | 'rounding'
  | 'bandsWon'
  | 'months'
  | 'planGroups'
  | 'deviceGroups'
  | 'cells'
  | 'flatWon'
  | 'agencyOverrides'
> & { joinType: JoinType | 'all' }

type Values = ReadonlySet<string | number> | null
/** The orders that one amount prices: plans of these fees, and on each axis these values; null for every value. */
type Box = { fromWon: number; toWon: number; axes: readonly Values[] }
/** All boxes of a sheet, and the smallest box around them. */
export type Boxes = { hull: Box; boxes: readonly Box[] }

/** Pairs that one comparison looks at; with more, two sheets are said to meet. */
const PAIRS_MAX = 50_000

/** Whether there can be an order, of any of these agencies, that both sheets price. */
export function canMeet(one: Boxes, other: Boxes): boolean {
  if (!meet(one.hull, other.hull)) return false
  if (one.boxes.length * other.boxes.length > PAIRS_MAX) return true
  return one.boxes.some((box) => other.boxes.some((another) => meet(box, another)))
}

const meet = (a: Box, b: Box): boolean =>
  a.fromWon <= b.toWon &&
  b.fromWon <= a.toWon &&
  a.axes.every((values, i) => haveCommon(values, b.axes[i] ?? null))

function haveCommon(a: Values, b: Values): boolean {
  if (a === null || b === null) return true
  const [few, many] = a.size < b.size ? [a, b] : [b, a]
  for (const value of few) if (many.has(value)) return true
  return false
}

/** The boxes of a sheet for these agencies. Closed places are not taken out of them. */
export function boxesOf(sheet: Sheet, agencyIds: readonly string[]): Boxes {
  const boxOf = boxesIn(sheet)
  const whole = boxOf({ carrier: 'all' })
  const isWhole =
    sheet.flatWon !== null ||
    sheet.agencyOverrides.some(({ agencyId }) => agencyIds.includes(agencyId))
  const cells = isWhole ? [] : sheet.cells.filter(canCount(sheet)).map(boxOf)
  const boxes = distinct(cells)
  return isWhole ? { hull: whole, boxes: [whole] } : { hull: hullOf(boxes), boxes }
}

/** A cell may name a carrier or a join type that its policy does not take. */
const canCount =
  ({ carrier, joinType }: Sheet) =>
  (cell: Axes): boolean =>
    (cell.carrier === 'all' || carrier === 'all' || cell.carrier === carrier) &&
    (cell.joinType === undefined || joinType === 'all' || cell.joinType === joinType)

/**
 * Gives the box of a cell. Cells share the values of an axis: a set of its own for each of thousands of cells, with
 * hundreds of models of a group in it, would be more than a process holds.
 */
function boxesIn(sheet: Sheet): (cell: Axes) => Box {
  const { carrier, joinType, months, planGroups, deviceGroups } = sheet
  const plans = new Map(planGroups.map(({ name, planIds }) => [name, new Set(planIds)]))
  const devices = new Map(deviceGroups.map(({ name, deviceIds }) => [name, new Set(deviceIds)]))
  const every = new Set(months)
  const only = onlyIn()
  const feesIn = onceFor((bandWon: number | undefined) => feesOf(sheet, bandWon))
  return (cell) => {
    const [fromWon, toWon] = feesIn(cell.bandWon)
    return {
      ...{ fromWon, toWon },
      axes: [
        only(cell.carrier === 'all' ? carrier : cell.carrier, 'all'),
        only(cell.joinType ?? joinType, 'all'),
        only(cell.supportType),
        only(cell.segment),
        cell.months === undefined ? every : only(cell.months),
        plans.get(cell.planGroup ?? '') ?? null,
        cell.deviceId ? only(cell.deviceId) : (devices.get(cell.deviceGroup ?? '') ?? null),
      ],
    }
  }
}

function onceFor<K, V>(find: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    const value = known.get(key) ?? find(key)
    known.set(key, value)
    return value
  }
}

/** Sets of one value, the same set for the same value. */
function onlyIn() {
  const setOf = onceFor((value: string | number): Values => new Set([value]))
  return (value: string | number | undefined, every?: string): Values =>
    value === undefined || value === every ? null : setOf(value)
}

/** The least and the highest fee of the plans of a band, see `bandFor`; without one those of all bands. */
function feesOf({ bandsWon, rounding }: Sheet, bandWon: number | undefined): [number, number] {
  const ascending = bandsWon.toSorted((a, b) => a - b)
  if (bandWon === undefined)
    return [rounding === 'up' ? 0 : (ascending[0] ?? 0), Number.POSITIVE_INFINITY]
  const at = ascending.indexOf(bandWon)
  const [below, above] = [ascending[at - 1], ascending[at + 1]]
  if (rounding === 'up')
    return [
      below === undefined ? 0 : below + 1,
      above === undefined ? Number.POSITIVE_INFINITY : bandWon,
    ]
  return [bandWon, above === undefined ? Number.POSITIVE_INFINITY : above - 1]
}

/** Without boxes it holds no fee, so it meets nothing. */
function hullOf(boxes: readonly Box[]): Box {
  const count = boxes[0]?.axes.length ?? 0
  return {
    fromWon: Math.min(...boxes.map(({ fromWon }) => fromWon)),
    toWon: Math.max(...boxes.map(({ toWon }) => toWon)),
    axes: Array.from({ length: count }, (_, i) =>
      unionOf(boxes.map(({ axes }) => axes[i] ?? null)),
    ),
  }
}

function unionOf(all: readonly Values[]): Values {
  const values = new Set<string | number>()
  for (const one of new Set(all)) {
    if (one === null) return null
    for (const value of one) values.add(value)
  }
  return values
}

/** Boxes of one sheet, each once; equal values of an axis are one set. */
function distinct(boxes: readonly Box[]): Box[] {
  const ids = new Map<Values, number>()
  const idOf = (values: Values) => {
    const id = ids.get(values) ?? ids.size
    ids.set(values, id)
    return id
  }
  const nameOf = ({ fromWon, toWon, axes }: Box) => [fromWon, toWon, ...axes.map(idOf)].join()
  return [...new Map(boxes.map((box) => [nameOf(box), box])).values()]
}

import type { FieldError } from '../errors.ts'
import { type Axes, axesOf, nameOf } from './axes.ts'
import type { LimitToDecide, ShopLimitToDecide } from './limits-to-decide.ts'
import { leastFor, type MarginLimits, mostFor } from './margin.ts'
import type { Shares } from './rebate.ts'
import { ruleFor } from './share-rules.ts'

type Fault = LimitToDecide | ShopLimitToDecide
type Limits = MarginLimits & { readonly lowestWon: number }

/** What an agency saves with a margin outside HQ's limits: where, both amounts, the range, and what to do. */
export const limitErrors = (
  input: Shares,
  faults: readonly Fault[],
  limits: Limits,
): FieldError[] =>
  faults.map((fault) => ({
    path: pathOf(input, fault),
    code: fault.kind === 'shop_limits' ? fault.side : fault.kind,
    message: `${placeText(fault)} HQ pays ${fault.grossWon} and the shop would get ${fault.ownWon}, so ${
      fault.grossWon - fault.ownWon
    } would be the margin. HQ allows ${rangeText(limits)}: ${fixFor(fault, limits)}`,
  }))

/** The field that sets the amount. */
function pathOf({ cells, rules, overrides }: Shares, fault: Fault): string {
  if (fault.kind === 'shop_limits') {
    if (fault.from === 'override')
      return `overrides.${overrides.findIndex(({ retailId }) => retailId === fault.retailId)}.amountWon`
    return `rules.${ruleAt(rules, fault.place, fault.retailId)}`
  }
  switch (fault.from) {
    case 'cell':
      return `cells.${cells.findIndex((cell) => nameOf(cell) === nameOf(fault.axes))}.amountWon`
    case 'rule':
      return `rules.${ruleAt(rules, fault.place, null)}`
    case 'default':
      return 'defaultWon'
    case 'passed_on':
      return 'cells'
  }
}

function ruleAt(rules: Shares['rules'], { carrier }: Fault['place'], retailId: string | null) {
  const found = ruleFor(rules, carrier, retailId)
  return found ? rules.indexOf(found) : -1
}

const placeText = (fault: Fault): string =>
  fault.kind === 'shop_limits'
    ? `Shop ${fault.retailId} breaks it at ${fault.combinations} places, most at ${textOf(fault.place)}:`
    : `At ${textOf(fault.place)}`

const textOf = (axes: Axes) => JSON.stringify(axesOf(axes))

export function rangeText({ marginFloorWon, marginCeilingWon }: MarginLimits): string {
  if (marginCeilingWon === null) return `a margin of at least ${marginFloorWon}`
  if (marginFloorWon === null) return `a margin of at most ${marginCeilingWon}`
  return `a margin of ${marginFloorWon} to ${marginCeilingWon}`
}

/** What a shop may get here. */
function fixFor(fault: Fault, limits: Limits): string {
  const leastWon = leastFor(limits, fault.grossWon) ?? limits.lowestWon
  // HQ allows no amount below its lowest, whatever the ceiling.
  const amount = `from ${Math.max(leastWon, limits.lowestWon)} to ${mostFor(limits, fault.grossWon)}`
  if (fault.kind === 'shop_limits')
    return fault.fitsWon === null
      ? 'remove what is set for this shop alone, or change its rule.'
      : `set ${fault.fitsWon}, which fits everywhere, or remove the shop’s own amount.`
  return fault.from === 'cell'
    ? `set ${amount}.`
    : `set ${amount} by a cell for this place, or change what sets it (${fault.from}).`
}

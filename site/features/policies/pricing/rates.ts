import { isPlain, nameOf, type PlainAxes } from '#api/policies/axes.ts'
import type { Conflicts } from '#api/policies/conflicts.ts'
import type { PolicyDetail, SetAgencyRates } from '#api/policies/contract.ts'
import { indexShares, type SharesIndex, type Cell as SparseCell } from '#api/policies/rebate.ts'
import { type Carrier, CELL_CARRIERS, type CellCarrier, CONTRACT_MONTHS } from '#db/words.ts'
import type { Values } from '../../../ui/matrix/model.ts'

export type At = PlainAxes
type Cell = At & { amountWon: number }
export type Amounts = ReadonlyMap<string, number>
export type Override = { retailId: string; amountWon: number | undefined }

/** The agency's own prices of one policy while they are edited. */
export type Draft = {
  cells: Amounts
  /** Cells on further axes, which the grids do not show and every save keeps. */
  others: readonly SparseCell[]
  /** Rules of the agency; a save keeps them. */
  rules: SharesIndex['rules']
  defaultWon: number | undefined
  overrides: readonly Override[]
}
type AgencyView = NonNullable<PolicyDetail['agency']>

export const keyOf = ({ carrier, bandWon, months }: At) => `${carrier}|${bandWon}|${months}`

export function atOf(key: string): At {
  const [carrier, bandWon, months] = key.split('|')
  return {
    // Keys come from `keyOf` alone, whose carrier is one of these.
    carrier: CELL_CARRIERS.find((one) => one === carrier) ?? 'all',
    bandWon: Number(bandWon),
    months: Number(months),
  }
}

export const indexed = (cells: readonly Cell[]): Amounts =>
  new Map(cells.map((cell) => [keyOf(cell), cell.amountWon]))

export const draftOf = ({ rates }: AgencyView): Draft => ({
  cells: indexed((rates?.cells ?? []).filter((cell) => isPlain(cell))),
  others: (rates?.cells ?? []).filter((cell) => !isPlain(cell)),
  rules: rates?.rules ?? [],
  defaultWon: rates?.defaultWon ?? undefined,
  overrides: rates?.overrides ?? [],
})

/** The draft in the form that the price rule takes. */
export const sharesOf = ({ cells, others, rules, defaultWon, overrides }: Draft): SharesIndex =>
  indexShares({
    cells: [...[...cells].map(([key, amountWon]) => ({ ...atOf(key), amountWon })), ...others],
    rules,
    defaultWon: defaultWon ?? null,
    overrides: setOnly(overrides),
  })

const setOnly = (overrides: readonly Override[]) =>
  overrides.flatMap(({ retailId, amountWon }) =>
    amountWon === undefined ? [] : [{ retailId, amountWon }],
  )

type Shape = { carrier: CellCarrier; bandsWon: readonly number[]; months: readonly number[] }

/**
 * Names a grid by its rows and columns. HQ may publish other bands while the agency types: a grid that went on
 * would put what is typed or undone into the rows of the same number, which are other bands then.
 */
export const gridName = ({ carrier, bandsWon, months }: Shape): string =>
  `${carrier} ${bandsWon.join()} ${months.join()}`

/** The own amounts of one carrier as the grid shows them. */
export const gridOf = (cells: Amounts, { carrier, bandsWon, months }: Shape): Values =>
  bandsWon.map((bandWon) =>
    months.map((one) => cells.get(keyOf({ carrier, bandWon, months: one })) ?? null),
  )

/** The cells with one carrier's grid replaced; combinations that HQ does not price are left out. */
export function withGrid(cells: Amounts, shape: Shape, values: Values, gross: Amounts): Amounts {
  const next = new Map(cells)
  for (const [row, bandWon] of shape.bandsWon.entries())
    for (const [column, months] of shape.months.entries()) {
      const key = keyOf({ carrier: shape.carrier, bandWon, months })
      const value = values[row]?.[column] ?? null
      if (value === null || !gross.has(key)) next.delete(key)
      else next.set(key, value)
    }
  return next
}

/** Fills every priced cell of a carrier: a share of HQ's amount, or that amount less a margin. */
export function filled(
  cells: Amounts,
  carrier: CellCarrier,
  gross: Amounts,
  own: (grossWon: number) => number,
): Amounts {
  const next = new Map(cells)
  for (const [key, grossWon] of gross)
    if (atOf(key).carrier === carrier)
      next.set(key, Math.max(0, Math.min(grossWon, Math.round(own(grossWon)))))
  return next
}

export type Problem = {
  key: string
  ownWon: number
  /** What HQ pays, for the carrier that it pays least. */
  grossWon: number
  carrier: Carrier
  /** The amount was valid when it was saved: HQ has lowered its own since. */
  lowered: boolean
}

/** Own cells above HQ's amount: they cannot be saved, and orders that need them are refused. */
export function problemsOf({ cells }: Pick<Conflicts, 'cells'>, saved: Draft): Problem[] {
  const problems = new Map<string, Problem>()
  for (const { cell, amountWon: ownWon, grossWon, carrier } of cells) {
    if (!isPlain(cell)) continue
    const key = keyOf(cell)
    const lowered = saved.cells.get(key) === ownWon
    if (grossWon < (problems.get(key)?.grossWon ?? Number.POSITIVE_INFINITY))
      problems.set(key, { key, ownWon, grossWon, carrier, lowered })
  }
  return [...problems.values()]
}

export type Change = {
  what: { cell: At } | { retailId: string } | 'default'
  from: number | undefined
  to: number | undefined
}

/** The rules that saving would change: as many as differ. */
export const changedRules = (draft: Draft, saved: Draft): number => {
  const before = new Set(saved.rules.map((rule) => JSON.stringify(rule)))
  const after = new Set(draft.rules.map((rule) => JSON.stringify(rule)))
  return before.symmetricDifference(after).size
}

/** What saving would change, cells first. */
export function changesOf(draft: Draft, saved: Draft): Change[] {
  const keys = new Set([...saved.cells.keys(), ...draft.cells.keys()])
  const cells = [...keys].map((key) => ({
    what: { cell: atOf(key) },
    from: saved.cells.get(key),
    to: draft.cells.get(key),
  }))
  const byShop = (overrides: readonly Override[]) =>
    new Map(overrides.map(({ retailId, amountWon }) => [retailId, amountWon]))
  const [before, after] = [byShop(saved.overrides), byShop(draft.overrides)]
  const shops = [...new Set([...before.keys(), ...after.keys()])].map((retailId) => ({
    what: { retailId },
    from: before.get(retailId),
    to: after.get(retailId),
  }))
  const fallback: Change = { what: 'default', from: saved.defaultWon, to: draft.defaultWon }
  return [...cells, fallback, ...shops].filter(({ from, to }) => from !== to)
}

/**
 * The command that saves the draft over the prices numbered `basedOn`, without cells that no order can meet.
 */
export function commandOf(
  draft: Draft,
  { unpriced }: Pick<Conflicts, 'unpriced'>,
  basedOn: number,
): SetAgencyRates {
  const idle = new Set(unpriced.map(nameOf))
  return {
    basedOn,
    cells: [
      ...[...draft.cells].map(([key, amountWon]) => ({ ...atOf(key), amountWon })),
      ...draft.others,
    ].flatMap((cell) => {
      const months = CONTRACT_MONTHS.find((one) => one === cell.months)
      return idle.has(nameOf(cell)) ? [] : [{ ...cell, months }]
    }),
    rules: [...draft.rules],
    defaultWon: draft.defaultWon ?? null,
    overrides: setOnly(draft.overrides),
  }
}

import type { PolicyDetail, SetAgencyRates } from '#api/policies/contract.ts'
import { CELL_CARRIERS, type CellCarrier, CONTRACT_MONTHS } from '#db/words.ts'
import type { Values } from '../../ui/matrix/model.ts'

export type At = { carrier: CellCarrier; bandWon: number; months: number }
type Cell = At & { amountWon: number }
export type Amounts = ReadonlyMap<string, number>
export type Override = { retailId: string; amountWon: number | undefined }

/** The agency's own prices of one policy while they are edited. */
export type Draft = {
  cells: Amounts
  defaultWon: number | undefined
  overrides: readonly Override[]
}
type AgencyView = NonNullable<PolicyDetail['agency']>

export const keyOf = ({ carrier, bandWon, months }: At) => `${carrier}|${bandWon}|${months}`

export function atOf(key: string): At {
  const [carrier, bandWon, months] = key.split('|')
  return {
    // Keys are made by `keyOf` alone, whose carrier is one of these.
    carrier: CELL_CARRIERS.find((one) => one === carrier) ?? 'all',
    bandWon: Number(bandWon),
    months: Number(months),
  }
}

export const indexed = (cells: readonly Cell[]): Amounts =>
  new Map(cells.map((cell) => [keyOf(cell), cell.amountWon]))

export const draftOf = ({ rates }: AgencyView): Draft => ({
  cells: indexed(rates?.cells ?? []),
  defaultWon: rates?.defaultWon ?? undefined,
  overrides: rates?.overrides ?? [],
})

export const carriersOf = (gross: Amounts): CellCarrier[] =>
  CELL_CARRIERS.filter((carrier) => [...gross.keys()].some((key) => atOf(key).carrier === carrier))

type Shape = { carrier: CellCarrier; bandsWon: readonly number[]; months: readonly number[] }

/** The own amounts of one carrier as the grid shows them. */
export const gridOf = (cells: Amounts, { carrier, bandsWon, months }: Shape): Values =>
  bandsWon.map((bandWon) =>
    months.map((one) => cells.get(keyOf({ carrier, bandWon, months: one })) ?? null),
  )

/** The cells with one carrier's grid put in; a combination that HQ does not price is left out. */
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

/** Every priced cell of a carrier by what HQ pays for it: a share of it, or it less a margin. */
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

/** What a shop gets for a combination: the cell, the one for all carriers, the default, all of HQ's. */
export function effective(draft: Draft, key: string, grossWon: number): number {
  const forAll = keyOf({ ...atOf(key), carrier: 'all' })
  return draft.cells.get(key) ?? draft.cells.get(forAll) ?? draft.defaultWon ?? grossWon
}

export type Problem = {
  key: string
  ownWon: number
  grossWon: number
  /** It was fine when it was saved: HQ has lowered its amount since. */
  lowered: boolean
}

/** Own cells above what HQ pays; they cannot be saved, and orders on them are refused. */
export function problemsOf(draft: Draft, gross: Amounts, saved: Draft): Problem[] {
  return [...draft.cells].flatMap(([key, ownWon]) => {
    const grossWon = gross.get(key)
    if (grossWon === undefined || ownWon <= grossWon) return []
    return [{ key, ownWon, grossWon, lowered: saved.cells.get(key) === ownWon }]
  })
}

/** How many combinations HQ prices below one amount: there a shop that gets it cannot order. */
export const cellsBelow = (gross: Amounts, won: number) =>
  [...gross.values()].filter((grossWon) => grossWon < won).length

/** The same for the default, which stands only where no cell does. */
export const defaultAbove = (draft: Draft, gross: Amounts) =>
  [...gross].filter(
    ([key, grossWon]) =>
      !draft.cells.has(key) &&
      !draft.cells.has(keyOf({ ...atOf(key), carrier: 'all' })) &&
      (draft.defaultWon ?? 0) > grossWon,
  ).length

export function summaryOf(draft: Draft, gross: Amounts) {
  const margins = [...gross].map(([key, grossWon]) => grossWon - effective(draft, key, grossWon))
  const sum = margins.reduce((total, margin) => total + margin, 0)
  return {
    priced: gross.size,
    averageWon: margins.length > 0 ? Math.round(sum / margins.length) : 0,
    empty: [...gross.keys()].filter((key) => !draft.cells.has(key)).length,
  }
}

export type Change = {
  what: { cell: At } | { retailId: string } | 'default'
  from: number | undefined
  to: number | undefined
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

/** The command that saves the draft over the prices numbered `basedOn`. */
export function commandOf(draft: Draft, gross: Amounts, basedOn: number): SetAgencyRates {
  return {
    basedOn,
    cells: [...draft.cells].flatMap(([key, amountWon]) => {
      const { carrier, bandWon, months } = atOf(key)
      const known = CONTRACT_MONTHS.find((one) => one === months)
      return known === undefined || !gross.has(key)
        ? []
        : [{ carrier, bandWon, months: known, amountWon }]
    }),
    defaultWon: draft.defaultWon ?? null,
    overrides: draft.overrides.flatMap(({ retailId, amountWon }) =>
      amountWon === undefined ? [] : [{ retailId, amountWon }],
    ),
  }
}

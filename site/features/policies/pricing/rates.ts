import type { Conflicts } from '#api/policies/agency-conflicts.ts'
import { type Axes, axesOf, nameOf } from '#api/policies/axes.ts'
import type { PolicyDetail, SetAgencyRates } from '#api/policies/contract.ts'
import { indexShares, type SharesIndex } from '#api/policies/rebate.ts'
import type { ShareRule } from '#api/policies/share-rules.ts'
import { CONTRACT_MONTHS } from '#db/words.ts'
import { type Content, cellsIn, type Entry, entriesOf, entryName } from '../matrix/entry.ts'
import { entriesFor, type ShopEntries } from './shop-entries.ts'

export type Override = { retailId: string; amountWon: number }

/** The agency's own prices of one policy while they are edited. */
export type Draft = {
  /** Its own cells, on any axes; text that is no amount stays as it was typed. */
  entries: readonly Entry[]
  rules: SharesIndex['rules']
  defaultWon: number | undefined
  overrides: readonly Override[]
  /** The cells of single shops. */
  ofShops: readonly ShopEntries[]
}
type AgencyView = NonNullable<PolicyDetail['agency']>

export const draftOf = ({ rates }: Pick<AgencyView, 'rates'>): Draft => ({
  entries: entriesOf(rates?.cells ?? [], []),
  rules: rates?.rules ?? [],
  defaultWon: rates?.defaultWon ?? undefined,
  overrides: rates?.overrides ?? [],
  ofShops: (rates?.shopCells ?? []).map(({ retailId, cells }) => ({
    retailId,
    entries: entriesOf(cells, []),
  })),
})

/** Rates without any amount or rule: the agency decided to pass all of HQ's amounts on. */
export const isPassingOn = ({
  cells,
  rules,
  overrides,
  shopCells,
  defaultWon,
}: Pick<
  NonNullable<AgencyView['rates']>,
  'cells' | 'rules' | 'overrides' | 'shopCells' | 'defaultWon'
>): boolean =>
  cells.length + rules.length + overrides.length + shopCells.length === 0 && defaultWon === null

/** The draft in the form that the price rule takes. */
export const sharesOf = ({ entries, rules, defaultWon, overrides, ofShops }: Draft): SharesIndex =>
  indexShares({
    cells: cellsIn(entries),
    rules,
    defaultWon: defaultWon ?? null,
    overrides,
    shopCells: ofShops.map((shop) => ({
      retailId: shop.retailId,
      cells: cellsIn(shop.entries),
    })),
  })

/** The rule of a shop, or of every shop, for exactly this carrier. */
export const ruleOf = (
  rules: readonly ShareRule[],
  { carrier, retailId }: Pick<ShareRule, 'carrier' | 'retailId'>,
): ShareRule | undefined =>
  rules.find((rule) => rule.retailId === retailId && rule.carrier === carrier)

/** The rules with one of them set, or taken away. */
export const withRule = (
  rules: readonly ShareRule[],
  at: Pick<ShareRule, 'carrier' | 'retailId'>,
  rule: ShareRule | undefined,
): readonly ShareRule[] => [
  ...rules.filter((one) => one.retailId !== at.retailId || one.carrier !== at.carrier),
  ...(rule ? [{ ...rule, carrier: at.carrier, retailId: at.retailId }] : []),
]

export type Change = {
  /** A cell of every shop or of one, the one amount of a shop, or the default. */
  what: { cell: Axes; retailId: string | null } | { retailId: string } | 'default'
  from: Content | undefined
  to: Content | undefined
}

/** What saving would change: cells, rules, the default, shops. */
export function changesOf(draft: Draft, saved: Draft): Change[] {
  const cellsOf = (retailId: string | null) => {
    const [was, is] = [entriesFor(saved, retailId), entriesFor(draft, retailId)]
    if (was === is) return []
    return differing(byName(was), byName(is)).map(([, from, to]) => ({
      what: { cell: axesOf(from ?? to ?? { carrier: 'all' }), retailId },
      from: from?.content,
      to: to?.content,
    }))
  }
  const ids = new Set([...saved.ofShops, ...draft.ofShops].map(({ retailId }) => retailId))
  const cells = [null, ...ids].flatMap(cellsOf)
  const shops = differing(byShop(saved), byShop(draft)).map(([retailId, from, to]) => ({
    what: { retailId },
    from,
    to,
  }))
  const fallback: Change = { what: 'default', from: saved.defaultWon, to: draft.defaultWon }
  const isSame = ({ from, to }: Change) => from === to
  return [...cells, ...[fallback, ...shops].filter((change) => !isSame(change))]
}

const byName = (entries: readonly Entry[]) =>
  new Map(entries.map((entry) => [entryName(entry), entry]))
const byShop = ({ overrides }: Draft) =>
  new Map(overrides.map(({ retailId, amountWon }) => [retailId, amountWon]))

function differing<V>(before: ReadonlyMap<string, V>, after: ReadonlyMap<string, V>) {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((key) => [key, before.get(key), after.get(key)] as const)
    .filter(([, from, to]) => contentOf(from) !== contentOf(to))
}
const contentOf = (value: unknown) =>
  typeof value === 'object' && value !== null && 'content' in value ? value.content : value

/** The rules that saving would change: whose they are, and the rule before and after. */
export function changedRules(draft: Draft, saved: Draft) {
  const text = (rule: ShareRule | undefined) =>
    rule && JSON.stringify(rule, Object.keys(rule).sort())
  const at = new Map(
    [...saved.rules, ...draft.rules].map((rule) => [`${rule.carrier} ${rule.retailId}`, rule]),
  )
  return [...at.values()]
    .map(({ carrier, retailId }) => ({
      ...{ carrier, retailId },
      from: ruleOf(saved.rules, { carrier, retailId }),
      to: ruleOf(draft.rules, { carrier, retailId }),
    }))
    .filter(({ from, to }) => text(from) !== text(to))
}

/**
 * The command that saves the draft over the prices numbered `basedOn`, as they were set by a version of the policy,
 * without cells that no order can meet.
 */
export function commandOf(
  draft: Draft,
  { unpriced, shopUnpriced }: Pick<Conflicts, 'unpriced' | 'shopUnpriced'>,
  { basedOn, policyVersion }: { basedOn: number; policyVersion: number },
): SetAgencyRates {
  const idle = new Set([
    ...unpriced.map((cell) => `null ${nameOf(cell)}`),
    ...shopUnpriced.map(({ retailId, ...cell }) => `${retailId} ${nameOf(cell)}`),
  ])
  const cellsFor = (retailId: string | null) =>
    cellsIn(entriesFor(draft, retailId)).flatMap((cell) => {
      const months = CONTRACT_MONTHS.find((one) => one === cell.months)
      return idle.has(`${retailId} ${nameOf(cell)}`) ? [] : [{ ...cell, months }]
    })
  return {
    basedOn,
    policyVersion,
    cells: cellsFor(null),
    shopCells: draft.ofShops
      .map(({ retailId }) => ({ retailId, cells: cellsFor(retailId) }))
      .filter(({ cells }) => cells.length > 0),
    rules: [...draft.rules],
    defaultWon: draft.defaultWon ?? null,
    overrides: [...draft.overrides],
  }
}

import { parseAmount } from '#api/amount.ts'
import { DEFAULT_FORM } from '#api/forms/fields.ts'
import { type Axes, isPlain, type PlainAxes } from '#api/policies/axes.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import type { Cell } from '#api/policies/rebate.ts'
import {
  CELL_CARRIERS,
  type CellCarrier,
  CONTRACT_MONTHS,
  type ContractMonths,
  type JoinType,
  type PolicyKind,
} from '#db/words.ts'
import type { Values } from '../../ui/matrix/model.ts'
import { endOf, startOf } from './wizard/period.ts'

export type FormEntry = { key: string; required: boolean; label?: string; help?: string }
/** What a version has beyond a plain sheet, which the form does not show and the next version keeps. */
export type Beyond = {
  cells: readonly Cell[]
  bandLabels: PolicyDetail['bandLabels']
  planGroups: PolicyDetail['planGroups']
  deviceGroups: PolicyDetail['deviceGroups']
  closed: readonly Axes[]
  lowestWon: number
  additions: PolicyDetail['additions']
}
export type Terms = PolicyDetail['terms']

/** A policy being written, or the next version of one. Amounts are grids, one per carrier. */
export type Draft = {
  title: string
  description: string
  carrier: CellCarrier
  joinType: JoinType | 'all'
  kind: PolicyKind
  /** Seoul days and times; an empty start means the moment of publishing, an empty end means none. */
  from: string
  fromTime: string
  to: string
  toTime: string
  targets: readonly string[]
  /** Shops of the targets that the policy does not reach. */
  exclusions: readonly string[]
  rounding: 'up' | 'down'
  bandsWon: readonly number[]
  months: readonly ContractMonths[]
  grids: Readonly<Record<CellCarrier, Values>>
  beyond: Beyond
  flatWon: number | undefined
  agencyOverrides: readonly { agencyId: string; amountWon: number }[]
  simAdjustmentWon: number | undefined
  form: readonly FormEntry[]
  terms: Terms
}

const BANDS = Array.from({ length: 13 }, (_, i) => 33_000 + i * 11_000)
const MONTHS: readonly ContractMonths[] = [0, 12, 24, 36]

export const emptyDraft = (): Draft => ({
  title: '',
  description: '',
  carrier: 'skt',
  joinType: 'all',
  kind: 'normal',
  from: '',
  fromTime: '00:00',
  to: '',
  toTime: '24:00',
  targets: [],
  exclusions: [],
  rounding: 'up',
  bandsWon: BANDS,
  months: MONTHS,
  grids: gridsOf(BANDS, MONTHS, []),
  beyond: NOTHING_BEYOND,
  flatWon: undefined,
  agencyOverrides: [],
  simAdjustmentWon: 7_700,
  form: DEFAULT_FORM.map((entry) => ({ ...entry })),
  terms: {
    contractMinMonths: 24,
    maintenanceDays: 180,
    clawbackMode: 'full',
    penaltyWon: 50_000,
  },
})

/** The draft that a published policy would be. */
export function draftOf(policy: PolicyDetail): Draft {
  const months = CONTRACT_MONTHS.filter((one) => policy.months.includes(one))
  const [from, to] = [startOf(policy.validFrom), endOf(policy.validTo)]
  return {
    title: policy.title,
    description: policy.description,
    carrier: policy.carrier,
    joinType: policy.joinType,
    kind: policy.kind,
    from: from.day,
    fromTime: from.time,
    to: to.day,
    toTime: to.time,
    targets: policy.hq?.targets ?? [],
    exclusions: policy.hq?.exclusions ?? [],
    rounding: policy.rounding,
    bandsWon: policy.bandsWon,
    months,
    grids: gridsOf(policy.bandsWon, months, plainIn(policy.hq?.cells ?? [])),
    beyond: beyondOf(policy),
    flatWon: policy.hq?.flatWon ?? undefined,
    agencyOverrides: policy.hq?.agencyOverrides ?? [],
    simAdjustmentWon: policy.simAdjustmentWon,
    form: policy.form,
    terms: policy.terms,
  }
}

type PlainCell = PlainAxes & { amountWon: number }
export const plainIn = (cells: readonly Cell[]): PlainCell[] =>
  cells.filter((cell) => isPlain(cell))

const NOTHING_BEYOND: Beyond = {
  cells: [],
  bandLabels: [],
  planGroups: [],
  deviceGroups: [],
  closed: [],
  lowestWon: 0,
  additions: [],
}

/** What a policy, or the matrix of a draft, has beyond a plain sheet. */
type Matrix = Pick<PolicyDetail, 'bandLabels' | 'planGroups' | 'deviceGroups' | 'additions'> & {
  hq?: { cells: readonly Cell[]; closed: readonly Axes[]; lowestWon: number } | undefined
}

export const beyondOf = ({
  hq,
  bandLabels,
  planGroups,
  deviceGroups,
  additions,
}: Matrix): Beyond => ({
  cells: (hq?.cells ?? []).filter((cell) => !isPlain(cell)),
  ...{ bandLabels, planGroups, deviceGroups, additions },
  closed: hq?.closed ?? [],
  lowestWon: hq?.lowestWon ?? 0,
})

export function gridsOf(
  bandsWon: readonly number[],
  months: readonly number[],
  cells: readonly PlainCell[],
): Draft['grids'] {
  const amounts = new Map(cells.map((c) => [`${c.carrier}|${c.bandWon}|${c.months}`, c.amountWon]))
  const grid = (carrier: CellCarrier): Values =>
    bandsWon.map((band) => months.map((m) => amounts.get(`${carrier}|${band}|${m}`) ?? null))
  return { skt: grid('skt'), kt: grid('kt'), lgu: grid('lgu'), all: grid('all') }
}

/** Every priced cell of the carriers that this policy prices. */
export const cellsOf = (draft: Draft) =>
  carriersOf(draft).flatMap((carrier) => cellsOfGrid(draft, carrier))

function cellsOfGrid({ bandsWon, months, grids }: Draft, carrier: CellCarrier) {
  return grids[carrier].flatMap((row, r) =>
    row.flatMap((amountWon, c) => {
      const bandWon = bandsWon[r]
      const contract = months[c]
      return amountWon === null || bandWon === undefined || contract === undefined
        ? []
        : [{ carrier, bandWon, months: contract, amountWon }]
    }),
  )
}

/** The number of combinations that two matrices price differently. */
export function differencesOf(before: Draft, after: Draft): number {
  const keyed = (draft: Draft) =>
    new Map(cellsOf(draft).map((c) => [`${c.carrier}|${c.bandWon}|${c.months}`, c.amountWon]))
  const [old, now] = [keyed(before), keyed(after)]
  return [...new Set([...old.keys(), ...now.keys()])].filter((key) => old.get(key) !== now.get(key))
    .length
}

/** A policy of one carrier is priced for it; one of all carriers for each and for all together. */
export const carriersOf = (draft: Draft): readonly CellCarrier[] =>
  CELL_CARRIERS.filter(
    (carrier) =>
      draft.carrier === 'all' ||
      carrier === draft.carrier ||
      draft.grids[carrier].some((row) => row.some((amount) => amount !== null)),
  )

/** The draft with other bands or contracts; those that stay keep their amounts. */
export function reshaped(
  draft: Draft,
  bandsWon: readonly number[],
  months: readonly ContractMonths[],
): Draft {
  const cells = CELL_CARRIERS.flatMap((carrier) => cellsOfGrid(draft, carrier))
  return { ...draft, bandsWon, months, grids: gridsOf(bandsWon, months, cells) }
}

/** `33000, 55,000 99K` → ascending bands; undefined when a part is no amount. */
export function readBands(text: string): number[] | undefined {
  const words = text.split(/[\s,;]+(?!\d{3}(?!\d))/).filter(Boolean)
  const bands = words.map((word) => {
    const [, figures = '', thousand] = /^(.*?)(k?)$/i.exec(word) ?? []
    const won = (parseAmount(figures) ?? 0) * (thousand ? 1_000 : 1)
    return won >= 1 && won <= 10_000_000 ? won : undefined
  })
  const known = bands.filter((band) => band !== undefined)
  if (known.length === 0 || known.length !== bands.length) return undefined
  return [...new Set(known)].sort((a, b) => a - b)
}

/** Cells with months that the contract knows, as those of a published version are. */
export const withKnownMonths = <C extends Axes>(cell: C) => ({
  ...cell,
  months: CONTRACT_MONTHS.find((one) => one === cell.months),
})

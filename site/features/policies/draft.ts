import type { FormEntry } from '#api/forms/entry.ts'
import { DEFAULT_FORM } from '#api/forms/fields.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import type { ContractMonths, JoinType, PolicyKind } from '#db/words.ts'
import { knownMonths, type Matrix } from './matrix/dimensions.ts'
import { type Content, cellsIn, type Entry, entriesOf, entryName } from './matrix/entry.ts'
import { layoutFor, PLAIN_LAYOUT } from './matrix/layout.ts'
import { DAY_END, endOf, startOf } from './moment.ts'

export type Terms = PolicyDetail['terms']

/** A policy being written, or the next version of one. */
export type Draft = Matrix & {
  title: string
  description: string
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
  /** Whether shops order only after their company has acknowledged the version. */
  requiresReading: boolean
  /** The policy that ends at the start of this one. */
  succeeds?: string | undefined
  /** Policies that may take the same orders. */
  alongside: readonly string[]
  /** Amounts may be negative down to this. */
  lowestWon: number
  additions: PolicyDetail['additions']
  flatWon: number | undefined
  /** The least and the most that an agency may keep of an order. */
  marginFloorWon: number | undefined
  marginCeilingWon: number | undefined
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
  toTime: DAY_END,
  targets: [],
  exclusions: [],
  requiresReading: false,
  alongside: [],
  rounding: 'up',
  bandsWon: BANDS,
  bandLabels: [],
  months: MONTHS,
  planGroups: [],
  deviceGroups: [],
  entries: [],
  layout: PLAIN_LAYOUT,
  lowestWon: 0,
  additions: [],
  flatWon: undefined,
  marginFloorWon: undefined,
  marginCeilingWon: undefined,
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
  const [from, to] = [startOf(policy.validFrom), endOf(policy.validTo)]
  const entries = entriesOf(policy.hq?.cells ?? [], policy.hq?.closed ?? [])
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
    requiresReading: policy.requiresReading,
    alongside: [],
    rounding: policy.rounding,
    bandsWon: policy.bandsWon,
    bandLabels: policy.bandLabels,
    months: knownMonths(policy.months),
    planGroups: policy.planGroups,
    deviceGroups: policy.deviceGroups,
    entries,
    layout: layoutFor(entries),
    lowestWon: policy.hq?.lowestWon ?? 0,
    additions: policy.additions,
    flatWon: policy.hq?.flatWon ?? undefined,
    marginFloorWon: policy.hq?.marginFloorWon ?? undefined,
    marginCeilingWon: policy.hq?.marginCeilingWon ?? undefined,
    agencyOverrides: policy.hq?.agencyOverrides ?? [],
    simAdjustmentWon: policy.simAdjustmentWon,
    form: policy.form,
    terms: policy.terms,
  }
}

/** Every cell with an amount. */
export const cellsOf = ({ entries }: Pick<Draft, 'entries'>) => cellsIn(entries)

/** The number of cells in which two matrices differ. */
export function differencesOf(
  before: { entries: readonly Entry[] },
  after: { entries: readonly Entry[] },
): number {
  const byName = (entries: readonly Entry[]): ReadonlyMap<string, Content> =>
    new Map(entries.map((entry) => [entryName(entry), entry.content]))
  const [old, now] = [byName(before.entries), byName(after.entries)]
  return [...new Set([...old.keys(), ...now.keys()])].filter((key) => old.get(key) !== now.get(key))
    .length
}

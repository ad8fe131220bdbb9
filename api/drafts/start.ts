import type { policyVersions } from '#db/schema/policies.ts'
import { startOfDay } from '../calendar.ts'
import { DEFAULT_FORM } from '../forms/fields.ts'
import type { PolicyDetail } from '../policies/contract.ts'
import type { Steps } from './contract.ts'
import { proposedStart, titleFor } from './next-start.ts'

const BANDS = Array.from({ length: 13 }, (_, i) => 33_000 + i * 11_000)

/** A new policy: the usual bands and contracts without amounts, the usual form and terms (`domain.md` C.7). */
export const emptySteps = (): Steps => ({
  targets: { targets: [], exclusions: [] },
  form: { form: DEFAULT_FORM.map((entry) => ({ ...entry })) },
  prices: {
    carrier: 'skt',
    joinType: 'all',
    bandsWon: BANDS,
    months: [0, 12, 24, 36],
    cells: [],
  },
  terms: {
    rounding: 'up',
    flatWon: null,
    marginFloorWon: null,
    marginCeilingWon: null,
    simAdjustmentWon: 7_700,
    terms: {
      contractMinMonths: 24,
      maintenanceDays: 180,
      clawbackMode: 'full',
      penaltyWon: 50_000,
    },
    validFrom: null,
    validTo: null,
  },
  activation: { title: '', description: '', kind: 'normal', requiresReading: false },
})

/** A copy that follows its policy: it starts when the trade expects it, under a title of its own. */
export function stepsThatSucceed(policy: PolicyDetail, version: Version, now: Date): Steps {
  const steps = stepsOfPolicy(policy, version, { withPeriod: false })
  const day = proposedStart(now, new Date(policy.validFrom))
  return {
    ...steps,
    terms: { ...steps.terms, validFrom: startOfDay(day).toISOString() },
    activation: {
      ...steps.activation,
      title: titleFor(policy.title, day),
      succeeds: policy.id,
    },
  }
}

type Version = typeof policyVersions.$inferSelect

/** Everything of a policy; a copy leaves out its period, which is over or taken. */
export function stepsOfPolicy(
  policy: PolicyDetail,
  version: Version,
  { withPeriod }: { withPeriod: boolean },
): Steps {
  const { title, description, kind, carrier, joinType, validFrom, validTo } = policy
  return {
    targets: { targets: policy.hq?.targets ?? [], exclusions: policy.hq?.exclusions ?? [] },
    form: { form: version.form as Steps['form']['form'] },
    prices: {
      carrier,
      joinType,
      bandsWon: version.bandsWon,
      // The months of a published version are those of the vocabulary.
      months: version.months as Steps['prices']['months'],
      bandLabels: version.bandLabels,
      planGroups: version.planGroups,
      deviceGroups: version.deviceGroups,
      cells: version.cells as Steps['prices']['cells'],
      closed: version.closed as Steps['prices']['closed'],
      lowestWon: version.lowestWon,
      additions: version.additions,
      agencyOverrides: version.agencyOverrides,
    },
    terms: {
      rounding: version.rounding,
      flatWon: version.flatWon,
      marginFloorWon: version.marginFloorWon,
      marginCeilingWon: version.marginCeilingWon,
      simAdjustmentWon: version.simAdjustmentWon,
      terms: version.terms,
      validFrom: withPeriod ? validFrom : null,
      validTo: withPeriod ? validTo : null,
    },
    activation: { title, description, kind, requiresReading: policy.requiresReading },
  }
}

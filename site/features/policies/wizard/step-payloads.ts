import type { Steps } from '#api/drafts/contract.ts'
import { CONTRACT_MONTHS, DRAFT_STEPS, type DraftStep } from '#db/words.ts'
import {
  beyondOf,
  cellsOf,
  type Draft,
  emptyDraft,
  gridsOf,
  plainIn,
  withKnownMonths,
} from '../draft.ts'
import { endOf, instantOf, startOf } from './period.ts'

// The draft on screen and the steps as the server stores them.

export function payloadsOf(draft: Draft): Steps {
  const { beyond } = draft
  return {
    targets: { targets: [...draft.targets], exclusions: [...draft.exclusions] },
    form: { form: draft.form.map((entry) => ({ ...entry })) },
    prices: {
      carrier: draft.carrier,
      joinType: draft.joinType,
      bandsWon: [...draft.bandsWon],
      months: [...draft.months],
      bandLabels: [...beyond.bandLabels],
      planGroups: [...beyond.planGroups],
      deviceGroups: [...beyond.deviceGroups],
      cells: [...cellsOf(draft), ...beyond.cells.map(withKnownMonths)],
      closed: beyond.closed.map(withKnownMonths),
      lowestWon: beyond.lowestWon,
      additions: [...beyond.additions],
      agencyOverrides: [...draft.agencyOverrides],
    },
    terms: {
      rounding: draft.rounding,
      flatWon: draft.flatWon ?? null,
      simAdjustmentWon: draft.simAdjustmentWon ?? null,
      terms: draft.terms,
      validFrom: instantOf({ day: draft.from, time: draft.fromTime }),
      validTo: instantOf({ day: draft.to, time: draft.toTime }),
    },
    activation: { title: draft.title, description: draft.description, kind: draft.kind },
  }
}

/** What the screen shows of stored steps; what is not written yet is as in an empty draft. */
export function draftFrom(steps: Steps): Draft {
  const empty = emptyDraft()
  const { targets, form, prices, terms, activation } = steps
  const bandsWon = numbersIn(prices.bandsWon) ?? empty.bandsWon
  const months = CONTRACT_MONTHS.filter((one) => (prices.months ?? empty.months).includes(one))
  const cells = (prices.cells ?? []).flatMap((cell) =>
    typeof cell.amountWon === 'number' ? [{ ...cell, amountWon: cell.amountWon }] : [],
  )
  const from = startOf(terms.validFrom)
  const to = endOf(terms.validTo)
  return {
    title: activation.title ?? '',
    description: activation.description ?? '',
    kind: activation.kind ?? empty.kind,
    targets: targets.targets ?? [],
    exclusions: targets.exclusions ?? [],
    form: form.form ?? empty.form,
    carrier: prices.carrier ?? empty.carrier,
    joinType: prices.joinType ?? empty.joinType,
    bandsWon,
    months,
    grids: gridsOf(bandsWon, months, plainIn(cells)),
    beyond: beyondOf({
      hq: {
        cells,
        closed: prices.closed ?? [],
        lowestWon: numberIn(prices.lowestWon) ?? 0,
      },
      bandLabels: prices.bandLabels ?? [],
      planGroups: prices.planGroups ?? [],
      deviceGroups: prices.deviceGroups ?? [],
      additions: (prices.additions ?? []).map((one) => ({
        ...one,
        amountWon: numberIn(one.amountWon) ?? 0,
        keepDays: numberIn(one.keepDays) ?? 0,
      })),
    }),
    agencyOverrides: (prices.agencyOverrides ?? []).flatMap(({ agencyId, amountWon }) =>
      typeof amountWon === 'number' ? [{ agencyId, amountWon }] : [],
    ),
    rounding: terms.rounding ?? empty.rounding,
    flatWon: numberIn(terms.flatWon),
    simAdjustmentWon:
      terms.simAdjustmentWon === undefined
        ? empty.simAdjustmentWon
        : numberIn(terms.simAdjustmentWon),
    terms: {
      contractMinMonths: numberIn(terms.terms?.contractMinMonths) ?? empty.terms.contractMinMonths,
      maintenanceDays: numberIn(terms.terms?.maintenanceDays) ?? empty.terms.maintenanceDays,
      clawbackMode: terms.terms?.clawbackMode ?? empty.terms.clawbackMode,
      penaltyWon: numberIn(terms.terms?.penaltyWon) ?? empty.terms.penaltyWon,
    },
    from: from.day,
    fromTime: from.time,
    to: to.day,
    toTime: to.time,
  }
}

const numberIn = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : undefined
const numbersIn = (values: readonly (number | string)[] | undefined) => {
  const numbers = values?.filter((value) => typeof value === 'number')
  return numbers && numbers.length > 0 ? numbers : undefined
}

/** The steps in which two drafts differ. */
export const stepsApart = (one: Steps, other: Steps): DraftStep[] =>
  DRAFT_STEPS.filter((step) => !isSame(one[step], other[step]))

/** Whether two payloads say the same; fields that are not set do not count. */
export const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(ordered(one)) === JSON.stringify(ordered(other))

/** The database gives the fields of an object in another order. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  )
}

import type { Steps } from '#api/drafts/contract.ts'
import type { FormEntry } from '#api/forms/entry.ts'
import { type Axes, axesOf } from '#api/policies/axes.ts'
import { CONTRACT_MONTHS } from '#db/words.ts'
import { type Draft, emptyDraft } from '../draft.ts'
import { DIMENSIONS, type Layout } from '../matrix/dimensions.ts'
import { closedIn, type Entry } from '../matrix/entry.ts'
import { layoutFor, settled } from '../matrix/layout.ts'
import { endOf, instantOf, startOf } from '../moment.ts'

// The draft on screen and the steps as the server stores them.

export function payloadsOf(draft: Draft): Steps {
  const { layout } = draft
  return {
    targets: { targets: [...draft.targets], exclusions: [...draft.exclusions] },
    form: { form: draft.form.map(storedEntry) },
    prices: {
      carrier: draft.carrier,
      joinType: draft.joinType,
      bandsWon: [...draft.bandsWon],
      months: [...draft.months],
      bandLabels: [...draft.bandLabels],
      planGroups: [...draft.planGroups],
      deviceGroups: [...draft.deviceGroups],
      cells: storedCells(draft.entries),
      closed: closedIn(draft.entries).map(withKnownMonths),
      lowestWon: draft.lowestWon,
      layout: {
        rows: [...layout.rows],
        columns: [...layout.columns],
        faces: [...layout.faces],
        shown: [...layout.shown],
      },
      additions: [...draft.additions],
      agencyOverrides: [...draft.agencyOverrides],
    },
    terms: {
      rounding: draft.rounding,
      flatWon: draft.flatWon ?? null,
      marginFloorWon: draft.marginFloorWon ?? null,
      marginCeilingWon: draft.marginCeilingWon ?? null,
      simAdjustmentWon: draft.simAdjustmentWon ?? null,
      terms: draft.terms,
      validFrom: instantOf({ day: draft.from, time: draft.fromTime }),
      validTo: instantOf({ day: draft.to, time: draft.toTime }),
    },
    activation: {
      title: draft.title,
      description: draft.description,
      kind: draft.kind,
      requiresReading: draft.requiresReading,
      ...(draft.succeeds && { succeeds: draft.succeeds }),
      ...(draft.alongside.length > 0 && { alongside: [...draft.alongside] }),
    },
  }
}

/** What the screen shows of stored steps; what is not written yet is as in an empty draft. */
export function draftFrom(steps: Steps): Draft {
  const empty = emptyDraft()
  const { targets, form, prices, terms, activation } = steps
  const bandsWon = numbersIn(prices.bandsWon) ?? empty.bandsWon
  const months = CONTRACT_MONTHS.filter((one) => (prices.months ?? empty.months).includes(one))
  const entries = entriesFrom(prices)
  const from = startOf(terms.validFrom)
  const to = endOf(terms.validTo)
  return {
    title: activation.title ?? '',
    description: activation.description ?? '',
    kind: activation.kind ?? empty.kind,
    requiresReading: activation.requiresReading ?? empty.requiresReading,
    succeeds: activation.succeeds ?? undefined,
    alongside: activation.alongside ?? [],
    targets: targets.targets ?? [],
    exclusions: targets.exclusions ?? [],
    form: form.form ?? empty.form,
    carrier: prices.carrier ?? empty.carrier,
    joinType: prices.joinType ?? empty.joinType,
    bandsWon,
    months,
    entries,
    layout: layoutFrom(prices.layout, entries),
    lowestWon: numberIn(prices.lowestWon) ?? 0,
    bandLabels: prices.bandLabels ?? [],
    planGroups: prices.planGroups ?? [],
    deviceGroups: prices.deviceGroups ?? [],
    additions: (prices.additions ?? []).map((one) => ({
      ...one,
      amountWon: numberIn(one.amountWon) ?? 0,
      keepDays: numberIn(one.keepDays) ?? 0,
    })),
    agencyOverrides: (prices.agencyOverrides ?? []).flatMap(({ agencyId, amountWon }) =>
      typeof amountWon === 'number' ? [{ agencyId, amountWon }] : [],
    ),
    rounding: terms.rounding ?? empty.rounding,
    flatWon: numberIn(terms.flatWon),
    marginFloorWon: numberIn(terms.marginFloorWon),
    marginCeilingWon: numberIn(terms.marginCeilingWon),
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

/** Cells of a draft have months that the contract knows. */
const withKnownMonths = <C extends Axes>(cell: C) => ({
  ...cell,
  months: CONTRACT_MONTHS.find((one) => one === cell.months),
})

/** Amounts, and text that is none, which keeps the draft from being published only. */
const storedCells = (entries: readonly Entry[]) =>
  entries.flatMap(({ content, ...axes }) =>
    content === null ? [] : [{ ...withKnownMonths(axesOf(axes)), amountWon: content }],
  )

/** Places that take no order come last, as in a published version. */
const entriesFrom = ({ cells = [], closed = [] }: Steps['prices']): Entry[] => [
  ...cells.map(({ amountWon, ...axes }) => ({ ...axesOf(axes), content: amountWon })),
  ...closed.map((axes) => ({ ...axesOf(axes), content: null })),
]

/** The layout as it was left; a cell that somebody else filled on another axis can be seen all the same. */
function layoutFrom(stored: Steps['prices']['layout'], entries: readonly Entry[]): Layout {
  if (!stored) return layoutFor(entries)
  const known = (names: readonly string[]) =>
    names.flatMap((name) => DIMENSIONS.find((one) => one === name) ?? [])
  const layout = {
    rows: known(stored.rows),
    columns: known(stored.columns),
    faces: known(stored.faces),
    shown: stored.shown,
  }
  return settled(layout, entries)
}

/** The contract's lists are its own, so those of the draft are copied. */
const storedEntry = ({ options, when, ...entry }: FormEntry) => ({
  ...entry,
  ...(options ? { options: [...options] } : {}),
  ...(when
    ? {
        when: {
          ...when,
          tests: when.tests.map((test) => ({ ...test, values: [...test.values] })),
        },
      }
    : {}),
})

const numberIn = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : undefined
const numbersIn = (values: readonly (number | string)[] | undefined) => {
  const numbers = values?.filter((value) => typeof value === 'number')
  return numbers && numbers.length > 0 ? numbers : undefined
}

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

import type { FormEntry } from '#api/forms/entry.ts'
import type { Axes } from '#api/policies/axes.ts'
import type { PolicyDetail, PublishPolicy, PublishVersion } from '#api/policies/contract.ts'
import { CONTRACT_MONTHS } from '#db/words.ts'
import { api } from '../../lib/client.ts'
import type { Key } from '../../lib/i18n/catalogue.ts'
import { ApiProblem } from '../../lib/problem.ts'
import type { Draft } from './draft.ts'
import { cellsIn, closedIn } from './matrix/entry.ts'
import { endOfDay, startOfDay } from './policy-words.ts'

/** The part of the form that needs correcting. */
export type Part = 'basic' | 'targets' | 'prices' | 'form' | 'terms'
export type Problem = { part: Part; field: string; says: Key }

/**
 * What the page can check before sending; the server checks the same and more. `formFaults` are those that
 * the builder has found in the order form.
 */
export function problemsOf(draft: Draft, formFaults = 0): Problem[] {
  const found: Problem[] = []
  const { terms } = draft
  if (!draft.title.trim())
    found.push({ part: 'basic', field: 'title', says: 'publishing.error.title' })
  if (draft.to && draft.from && draft.to < draft.from)
    found.push({ part: 'basic', field: 'validTo', says: 'publishing.error.valid_to' })
  if (draft.targets.length === 0)
    found.push({ part: 'targets', field: 'targets', says: 'publishing.error.targets' })
  if (draft.months.length === 0)
    found.push({ part: 'prices', field: 'months', says: 'publishing.error.months' })
  if (draft.entries.some(({ content }) => typeof content === 'string'))
    found.push({ part: 'prices', field: 'cells', says: 'publishing.error.unread' })
  else if (
    !draft.entries.some(({ content }) => typeof content === 'number') &&
    draft.flatWon === undefined &&
    draft.agencyOverrides.length === 0
  )
    found.push({ part: 'prices', field: 'cells', says: 'publishing.error.cells' })
  if (formFaults > 0) found.push({ part: 'form', field: 'form', says: 'publishing.error.form' })
  if (terms.contractMinMonths > 36 || terms.maintenanceDays > 730 || terms.penaltyWon > 200_000)
    found.push({ part: 'terms', field: 'terms', says: 'publishing.error.terms' })
  return found
}

/** The field and sentence for each error of the server's answer. */
export function problemsFrom(failure: unknown): Problem[] {
  if (!(failure instanceof ApiProblem)) return []
  // Only the title of a policy must be unique.
  if (failure.code === 'conflict')
    return [{ part: 'basic', field: 'title', says: 'publishing.error.title_taken' }]
  return failure.fields.map(({ path, code }) => {
    const field = path.split('.')[0] ?? path
    return { part: PART[field] ?? 'basic', field, says: saysOf(field, path, code) }
  })
}

const PART: Record<string, Part> = {
  targets: 'targets',
  exclusions: 'targets',
  agencyOverrides: 'prices',
  additions: 'prices',
  bandLabels: 'prices',
  closed: 'prices',
  deviceGroups: 'prices',
  lowestWon: 'prices',
  planGroups: 'prices',
  bandsWon: 'prices',
  months: 'prices',
  cells: 'prices',
  flatWon: 'prices',
  simAdjustmentWon: 'prices',
  form: 'form',
  terms: 'terms',
}

function saysOf(field: string, path: string, code: string): Key {
  switch (field) {
    case 'title':
      return 'publishing.error.title'
    case 'targets':
      return code === 'not_found' || code === 'inactive'
        ? 'publishing.error.target_gone'
        : 'publishing.error.targets'
    case 'cells':
    case 'closed':
      if (code === 'tie') return 'publishing.error.tie'
      if (code === 'too_many_places') return 'publishing.error.too_many_places'
      return path === 'cells' ? 'publishing.error.cells' : 'publishing.error.cell'
    case 'deviceGroups':
    case 'planGroups':
      return 'publishing.error.groups'
    case 'additions':
      return 'publishing.error.additions'
    case 'bandsWon':
      return 'publishing.error.bands'
    case 'months':
      return 'publishing.error.months'
    case 'validTo':
      return 'publishing.error.valid_to'
    case 'form':
      return 'publishing.error.form'
    case 'terms':
      return 'publishing.error.terms'
    default:
      return 'publishing.error.other'
  }
}

/** Cells of a published version have months that the contract knows. */
const withKnownMonths = <C extends Axes>(cell: C) => ({
  ...cell,
  months: CONTRACT_MONTHS.find((one) => one === cell.months),
})

const ratesOf = (draft: Draft) => ({
  rounding: draft.rounding,
  bandsWon: [...draft.bandsWon],
  months: [...draft.months],
  bandLabels: [...draft.bandLabels],
  planGroups: [...draft.planGroups],
  deviceGroups: [...draft.deviceGroups],
  cells: cellsIn(draft.entries).map(withKnownMonths),
  closed: closedIn(draft.entries).map(withKnownMonths),
  lowestWon: draft.lowestWon,
  additions: [...draft.additions],
  flatWon: draft.flatWon ?? null,
  agencyOverrides: [...draft.agencyOverrides],
  simAdjustmentWon: draft.simAdjustmentWon ?? 0,
  form: draft.form.map(sentEntry),
  terms: draft.terms,
})

/** The contract's lists are its own, so those of the draft are copied. */
const sentEntry = ({ options, when, ...entry }: FormEntry) => ({
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

type KeyOf = (body: unknown) => string

export function publishPolicy(
  draft: Draft,
  requiresReading: boolean,
  keyOf: KeyOf,
): Promise<PolicyDetail> {
  const body: PublishPolicy = {
    ...ratesOf(draft),
    title: draft.title.trim(),
    description: draft.description.trim(),
    carrier: draft.carrier,
    joinType: draft.joinType,
    kind: draft.kind,
    ...(draft.from ? { validFrom: startOfDay(draft.from) } : {}),
    validTo: draft.to ? endOfDay(draft.to) : null,
    targets: [...draft.targets],
    exclusions: [],
    requiresReading,
  }
  return api.post('/policies', { json: body, idempotencyKey: keyOf(body) })
}

/** Publishes the next version of a policy; `version` is the one that the person saw. */
export function publishVersion(
  id: string,
  version: number,
  draft: Draft,
  keyOf: KeyOf,
): Promise<PolicyDetail> {
  const body: PublishVersion = { ...ratesOf(draft), version }
  return api.post('/policies/:id/versions', {
    param: { id },
    json: body,
    idempotencyKey: keyOf(body),
  })
}

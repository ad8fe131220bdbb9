import type { PolicyDetail, PublishPolicy, PublishVersion } from '#api/policies/contract.ts'
import { api } from '../../lib/client.ts'
import type { Key } from '../../lib/i18n/catalogue.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { cellsOf, type Draft } from './draft.ts'
import { endOfDay, startOfDay } from './policy-words.ts'

/** The part of the form in which something has to be corrected. */
export type Part = 'basic' | 'targets' | 'prices' | 'form' | 'terms'
export type Problem = { part: Part; field: string; says: Key }

/** What can be known before asking the server; it checks the same and more. */
export function problemsOf(draft: Draft): Problem[] {
  const found: Problem[] = []
  const { terms } = draft
  if (!draft.title.trim())
    found.push({ part: 'basic', field: 'title', says: 'policies.error.title' })
  if (draft.to && draft.from && draft.to < draft.from)
    found.push({ part: 'basic', field: 'validTo', says: 'policies.error.valid_to' })
  if (draft.targets.length === 0)
    found.push({ part: 'targets', field: 'targets', says: 'policies.error.targets' })
  if (draft.months.length === 0)
    found.push({ part: 'prices', field: 'months', says: 'policies.error.months' })
  if (
    cellsOf(draft).length === 0 &&
    draft.flatWon === undefined &&
    draft.agencyOverrides.length === 0
  )
    found.push({ part: 'prices', field: 'cells', says: 'policies.error.cells' })
  if (terms.contractMinMonths > 36 || terms.maintenanceDays > 730 || terms.penaltyWon > 200_000)
    found.push({ part: 'terms', field: 'terms', says: 'policies.error.terms' })
  return found
}

/** Where a field of the server's answer stands on screen, and what is said there. */
export function problemsFrom(failure: unknown): Problem[] {
  if (!(failure instanceof ApiProblem)) return []
  // The title is the only thing of a policy that there may be once.
  if (failure.code === 'conflict')
    return [{ part: 'basic', field: 'title', says: 'policies.error.title_taken' }]
  return failure.fields.map(({ path, code }) => {
    const field = path.split('.')[0] ?? path
    return { part: PART[field] ?? 'basic', field, says: saysOf(field, path, code) }
  })
}

const PART: Record<string, Part> = {
  targets: 'targets',
  exclusions: 'targets',
  agencyOverrides: 'prices',
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
      return 'policies.error.title'
    case 'targets':
      return code === 'not_found' || code === 'inactive'
        ? 'policies.error.target_gone'
        : 'policies.error.targets'
    case 'cells':
      return path === 'cells' ? 'policies.error.cells' : 'policies.error.cell'
    case 'bandsWon':
      return 'policies.error.bands'
    case 'months':
      return 'policies.error.months'
    case 'validTo':
      return 'policies.error.valid_to'
    case 'form':
      return 'policies.error.form'
    case 'terms':
      return 'policies.error.terms'
    default:
      return 'policies.error.other'
  }
}

const ratesOf = (draft: Draft) => ({
  rounding: draft.rounding,
  bandsWon: [...draft.bandsWon],
  months: [...draft.months],
  cells: cellsOf(draft),
  flatWon: draft.flatWon ?? null,
  agencyOverrides: [...draft.agencyOverrides],
  simAdjustmentWon: draft.simAdjustmentWon ?? 0,
  form: [...draft.form],
  terms: draft.terms,
})

export function publishPolicy(draft: Draft): Promise<PolicyDetail> {
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
  }
  return api.post<PolicyDetail>('/policies', body)
}

/** The next version of a policy; `version` is the one that was looked at. */
export function publishVersion(id: string, version: number, draft: Draft): Promise<PolicyDetail> {
  const body: PublishVersion = { ...ratesOf(draft), version }
  return api.post<PolicyDetail>(`/policies/${id}/versions`, body)
}

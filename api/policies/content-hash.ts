import type { policyVersions } from '#db/schema/policies.ts'
import { sha256 } from '../platform/sha256.ts'

export type PolicyVersion = typeof policyVersions.$inferSelect
export type Content = Pick<
  PolicyVersion,
  | 'id'
  | 'rounding'
  | 'bandsWon'
  | 'months'
  | 'bandLabels'
  | 'planGroups'
  | 'deviceGroups'
  | 'cells'
  | 'closed'
  | 'lowestWon'
  | 'additions'
  | 'flatWon'
  | 'agencyOverrides'
  | 'marginFloorWon'
  | 'marginCeilingWon'
  | 'simAdjustmentWon'
  | 'form'
  | 'terms'
>

/**
 * The hash of what a version fixes: prices, form and terms. It is the same whatever the order of keys, cells
 * and overrides, so it can be computed from a stored row. The id of the version, which no answer contains, is
 * part of it: a shop that knows the form and the terms could otherwise try amounts until the hash fits, and so
 * learn what HQ pays.
 */
export function contentHashOf(version: Content): string {
  const { id, rounding, bandsWon, months, cells, flatWon, agencyOverrides } = version
  const { bandLabels, planGroups, deviceGroups, closed, lowestWon, additions } = version
  const { simAdjustmentWon, form, terms } = version
  const content = {
    id,
    rounding,
    bandsWon,
    months: months.toSorted((a, b) => a - b),
    bandLabels: bandLabels.map(canonical).toSorted(),
    planGroups: planGroups.map(canonical).toSorted(),
    deviceGroups: deviceGroups.map(canonical).toSorted(),
    cells: cells.map(canonical).toSorted(),
    closed: closed.map(canonical).toSorted(),
    lowestWon,
    additions,
    flatWon,
    agencyOverrides: agencyOverrides.map(canonical).toSorted(),
    // Absent without limits, so that versions from before there were any keep their hash.
    marginFloorWon: version.marginFloorWon ?? undefined,
    marginCeilingWon: version.marginCeilingWon ?? undefined,
    simAdjustmentWon,
    form,
    terms,
  }
  return sha256(canonical(content))
}

/** JSON with the keys of every object in order: the database does not keep theirs. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join()}}`
}

/** The hash of a stored version. Those published before hashes were stored get it from their content. */
export const hashOf = (version: PolicyVersion): string =>
  version.contentHash ?? contentHashOf(version)

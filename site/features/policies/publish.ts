import { stepOf } from '#api/drafts/steps.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { contradict } from '#api/policies/margin.ts'
import type { DraftStep } from '#db/words.ts'
import { api } from '../../lib/client.ts'
import type { Key } from '../../lib/i18n/catalogue.ts'
import { ApiProblem } from '../../lib/problem.ts'
import type { Draft } from './draft.ts'
import { instantOf } from './moment.ts'

export type Problem = { step: DraftStep; field: string; says: Key }

const problem = (field: string, says: Key): Problem => ({ step: stepOf(field), field, says })

/**
 * What the page can check before sending; the server checks the same and more. The rules of forms are apart
 * (`use-form-sound.ts`).
 */
export function problemsOf(draft: Draft, isFormSound = true): Problem[] {
  const found: Problem[] = []
  const { terms } = draft
  if (draft.targets.length === 0) found.push(problem('targets', 'publishing.error.targets'))
  if (!isFormSound) found.push(problem('form', 'publishing.error.form'))
  if (draft.months.length === 0) found.push(problem('months', 'publishing.error.months'))
  if (draft.entries.some(({ content }) => typeof content === 'string'))
    found.push(problem('cells', 'publishing.error.unread'))
  else if (
    !draft.entries.some(({ content }) => typeof content === 'number') &&
    draft.flatWon === undefined &&
    draft.agencyOverrides.length === 0
  )
    found.push(problem('cells', 'publishing.error.cells'))
  if (terms.contractMinMonths > 36 || terms.maintenanceDays > 730 || terms.penaltyWon > 200_000)
    found.push(problem('terms', 'publishing.error.terms'))
  if (draft.simAdjustmentWon === undefined)
    found.push(problem('simAdjustmentWon', 'publishing.error.sim'))
  const margin = marginProblem(draft)
  if (margin) found.push(problem('marginFloorWon', margin))
  const from = instantOf({ day: draft.from, time: draft.fromTime })
  const to = instantOf({ day: draft.to, time: draft.toTime })
  if (from && to && to <= from) found.push(problem('validTo', 'publishing.error.valid_to'))
  if (!draft.title.trim()) found.push(problem('title', 'publishing.error.title'))
  return found
}

/** Limits that contradict each other, or that leave an agency no amount that it may pay. */
function marginProblem({
  marginFloorWon: floorWon,
  marginCeilingWon,
  ...draft
}: Draft): Key | undefined {
  if (floorWon === undefined) return undefined
  if (contradict({ marginFloorWon: floorWon, marginCeilingWon: marginCeilingWon ?? null }))
    return 'publishing.error.margin'
  const amounts = [
    ...draft.entries.map(({ content }) => content),
    ...draft.agencyOverrides.map(({ amountWon }) => amountWon),
    draft.flatWon,
  ]
  const hasRoom = amounts.every(
    (won) => typeof won !== 'number' || won - floorWon >= draft.lowestWon,
  )
  return hasRoom ? undefined : 'publishing.error.margin_room'
}

/** The step, field and sentence for each error of the server's answer. */
export function problemsFrom(failure: unknown): Problem[] {
  if (!(failure instanceof ApiProblem)) return []
  if (failure.fields.some(({ path }) => path.endsWith('.succeeds')))
    return [problem('succeeds', 'publishing.error.succeeds')]
  if (failure.fields.some(({ code }) => code === 'overlap'))
    return [problem('alongside', 'publishing.error.alongside')]
  // Besides, only the title of a policy must be unique.
  if (failure.code === 'conflict') return [problem('title', 'publishing.error.title_taken')]
  return failure.fields.map(({ path, code }) => {
    // The first word is the step.
    const [, field = '', ...rest] = path.split('.')
    return problem(field, saysOf(field, rest.length > 0, code))
  })
}

function saysOf(field: string, isInside: boolean, code: string): Key {
  if (code === 'below_floor') return 'publishing.error.margin_room'
  switch (field) {
    case 'title':
      return 'publishing.error.title'
    case 'exclusions':
      return 'publishing.error.target_gone'
    case 'targets':
      return code === 'not_found' || code === 'inactive'
        ? 'publishing.error.target_gone'
        : 'publishing.error.targets'
    case 'cells':
    case 'closed':
      if (code === 'tie') return 'publishing.error.tie'
      if (code === 'too_many_places') return 'publishing.error.too_many_places'
      if (code === 'unread') return 'publishing.error.unread'
      return isInside ? 'publishing.error.cell' : 'publishing.error.cells'
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
    case 'simAdjustmentWon':
      return 'publishing.error.sim'
    case 'marginFloorWon':
    case 'marginCeilingWon':
      return 'publishing.error.margin'
    case 'terms':
      return 'publishing.error.terms'
    default:
      return 'publishing.error.other'
  }
}

/** Publishes the draft as it was read; of a next version, compared with this version of its policy. */
export function publishDraft(
  id: string,
  body: { version: number; policyVersion?: number },
  keyOf: (body: unknown) => string,
): Promise<PolicyDetail> {
  return api.post('/policies/drafts/:id/publication', {
    param: { id },
    json: body,
    idempotencyKey: keyOf({ id, ...body }),
  })
}

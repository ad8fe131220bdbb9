import type { AuditKind } from '#db/words.ts'
import { AUDIT_KINDS } from '#db/words.ts'
import { search } from '../../lib/address.ts'
import type { QueryOf } from '../../lib/api-types.ts'
import { type QueryState, setQuery } from '../../lib/query.ts'

/** The conditions that the address holds, named as the API names them. */
export const CONDITIONS = [
  'from',
  'to',
  'kind',
  'userId',
  'companyId',
  'entityId',
  'traceId',
  'address',
] as const satisfies (keyof QueryOf<'/audit'>)[]
export type Condition = (typeof CONDITIONS)[number]
type Change = { [C in Condition]?: string | undefined }

/** The conditions of an address and nothing else of it. */
export const conditionsIn = (query: QueryState): Change =>
  Object.fromEntries(CONDITIONS.flatMap((name) => (query[name] ? [[name, query[name]]] : [])))

export const kindIn = ({ kind }: QueryState): AuditKind | undefined =>
  AUDIT_KINDS.find((known) => known === kind)

/** A changed condition restarts the list and closes the opened record. */
export const narrow = (change: Change) => setQuery({ ...change, event: undefined }, true)

export const clear = () =>
  setQuery(
    { ...Object.fromEntries(CONDITIONS.map((name) => [name, undefined])), event: undefined },
    true,
  )

/** The export with as many of the conditions as exports support. */
export function exportOf({ from, companyId, kind }: Change): string {
  const asked = { month: from?.slice(0, 7), company: companyId, kind }
  return `/exports${search({ type: 'audit_log', ...asked })}`
}

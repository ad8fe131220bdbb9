import type { AuditKind } from '#db/words.ts'
import { AUDIT_KINDS } from '#db/words.ts'
import { search } from '../../lib/client.ts'
import { type QueryState, setQuery } from '../../lib/query.ts'

/** The conditions that stand in the address, as the API names them. */
export const CONDITIONS = [
  'from',
  'to',
  'kind',
  'userId',
  'companyId',
  'entityId',
  'traceId',
  'address',
] as const
export type Condition = (typeof CONDITIONS)[number]
type Change = { [C in Condition]?: string | undefined }

/** The conditions of an address, and no other word of it. */
export const conditionsIn = (query: QueryState): Change =>
  Object.fromEntries(CONDITIONS.flatMap((name) => (query[name] ? [[name, query[name]]] : [])))

export const kindIn = ({ kind }: QueryState): AuditKind | undefined =>
  AUDIT_KINDS.find((known) => known === kind)

/** Another condition begins the list anew, without the record of the old one. */
export const narrow = (change: Change) => setQuery({ ...change, event: undefined }, true)

export const clear = () =>
  setQuery(
    { ...Object.fromEntries(CONDITIONS.map((name) => [name, undefined])), event: undefined },
    true,
  )

/** Where the same is exported, with as much of the conditions as an export knows. */
export function exportOf({ from, companyId, kind }: Change): string {
  const asked = { month: from?.slice(0, 7), company: companyId, kind }
  return `/exports${search({ type: 'audit_log', ...asked })}`
}

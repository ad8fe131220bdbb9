import type { Address, AnswerTo, PathOf, PlaceOf } from './api-types.ts'

type Query = Readonly<Record<string, string | number | boolean | undefined>>
/** The parameters and query of any address, untyped. */
export type Place = { param?: Readonly<Record<string, string>>; query?: Query }

/**
 * The address of a GET route: `addressOf('/orders/:id', { param: { id } })`. It is also the key of its answer
 * in the store, so two readers of one address share one answer.
 */
export function addressOf<P extends PathOf<'get'>>(
  path: P,
  ...[place]: PlaceOf<P>
): Address<AnswerTo<'get', P>> {
  // Path and place were checked against the route, whose answer the brand names.
  return filled(path, place as Place) as unknown as Address<AnswerTo<'get', P>>
}

/** The route's path with its parameters filled in. */
export const filled = (path: string, { param = {}, query }: Place = {}): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(param[name] ?? '')) +
  search(query)

/** `?status=pending&limit=50`; undefined and empty values are left out. */
export function search(query: Query = {}): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') params.append(name, String(value))
  const text = params.toString()
  return text && `?${text}`
}

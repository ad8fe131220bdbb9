import type { Address } from './api-types.ts'

const PAGE = 100

export type Page<T> = { items: readonly T[]; nextCursor: string | null }

/** Reads a list from its first page to its last, one after another. */
export async function everyPage(
  get: (address: Address<Page<unknown>>) => Promise<Page<unknown>>,
  address: string,
): Promise<unknown[]> {
  const [path = '', query] = address.split('?')
  const params = new URLSearchParams(query)
  params.set('limit', String(PAGE))
  const items: unknown[] = []
  for (;;) {
    // The same list from another cursor; only lists are read whole.
    const page = await get(`${path}?${params}` as Address<Page<unknown>>)
    items.push(...page.items)
    if (!page.nextCursor) return items
    params.set('after', page.nextCursor)
  }
}

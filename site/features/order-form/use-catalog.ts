import { useEffect, useState } from 'preact/hooks'
import type { Plan, PlanPage } from '#api/catalog/contract.ts'
import type { PolicyItem, PolicyPage } from '#api/policies/contract.ts'
import type { Carrier } from '#db/words.ts'
import { api, type Query } from '../../lib/client.ts'

const PAGE = 100
const PAGES_MAX = 10

export type Loaded<T> = { items: readonly T[] | undefined; error: unknown; reload: () => void }

type PageOf<T> = { items: T[]; nextCursor: string | null }

/** Every page of a short catalogue: plans of a carrier, policies of a shop. */
function useAll<T>(path: string | undefined, query: Query): Loaded<T> {
  const [held, setHeld] = useState<{ key: string; items?: T[]; error?: unknown }>({ key: '' })
  const [turn, setTurn] = useState(0)
  const key = path ? `${path} ${JSON.stringify(query)}` : ''
  // The key stands for path and query.
  useEffect(() => {
    if (!path) return
    const abort = new AbortController()
    all<T>(path, query, abort.signal).then(
      (items) => setHeld({ key, items }),
      (error: unknown) => abort.signal.aborted || setHeld({ key, error }),
    )
    return () => abort.abort()
  }, [key, turn])
  const current = held.key === key ? held : undefined
  return { items: current?.items, error: current?.error, reload: () => setTurn((n) => n + 1) }
}

async function all<T>(path: string, query: Query, signal: AbortSignal): Promise<T[]> {
  const items: T[] = []
  let after: string | undefined
  for (let page = 0; page < PAGES_MAX; page++) {
    const got = await api.get<PageOf<T>>(path, { ...query, limit: PAGE, after }, { signal })
    items.push(...got.items)
    if (!got.nextCursor) break
    after = got.nextCursor
  }
  return items
}

export const usePlans = (carrier: Carrier | undefined): Loaded<Plan> =>
  useAll<PlanPage['items'][number]>(carrier && '/plans', { carrier })

/** What may be ordered under now. */
export const usePolicies = (): Loaded<PolicyItem> =>
  useAll<PolicyPage['items'][number]>('/policies', { status: 'active' })

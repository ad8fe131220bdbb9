import { useEffect, useState } from 'preact/hooks'
import type { CompanyItem, CompanyPage } from '#api/companies/contract.ts'
import type { Tier } from '#db/words.ts'
import { api } from '../../lib/client.ts'

const PAGE = 100

export type Companies = {
  items: readonly CompanyItem[] | undefined
  error: unknown
  reload: () => void
}

/** Every company of a tier that the viewer has, page after page: choosing among them needs them all. */
export function useCompanies(tier: Tier): Companies {
  const [items, setItems] = useState<readonly CompanyItem[] | undefined>(undefined)
  const [error, setError] = useState<unknown>(undefined)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    const abort = new AbortController()
    setError(undefined)
    all(tier, abort.signal).then(setItems, (failure: unknown) => {
      if (!abort.signal.aborted) setError(failure)
    })
    return () => abort.abort()
  }, [tier, attempt])
  return { items, error, reload: () => setAttempt((n) => n + 1) }
}

async function all(tier: Tier, signal: AbortSignal): Promise<CompanyItem[]> {
  const found: CompanyItem[] = []
  let after: string | undefined
  do {
    const page: CompanyPage = await api.get('/companies', { tier, limit: PAGE, after }, { signal })
    found.push(...page.items)
    after = page.nextCursor ?? undefined
  } while (after)
  return found
}

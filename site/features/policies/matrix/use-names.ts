import { useMemo } from 'preact/hooks'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { addressOf } from '../../../lib/address.ts'
import { useEvery } from '../../../lib/resource.ts'
import type { Names } from './labels.ts'

/** Names of models: those of the catalogue, and those that a version names although they left it. */
export function useNames(base: PolicyDetail | undefined): Names {
  const { data } = useEvery(addressOf('/devices'))
  return useMemo(() => {
    const byId = new Map(
      [...(base?.devices ?? []), ...(data ?? [])].map(({ id, name }) => [id, name]),
    )
    return { device: (id) => byId.get(id) ?? '…' }
  }, [base, data])
}

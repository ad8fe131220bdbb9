import type { Carrier } from '#db/words.ts'
import { addressOf } from '../../../lib/address.ts'
import { useEvery } from '../../../lib/resource.ts'

export const usePlans = (carrier: Carrier | undefined) =>
  useEvery(carrier && addressOf('/plans', { query: { carrier } }))

export const useDevices = () => useEvery(addressOf('/devices'))

/** The active policies. */
export const usePolicies = () => useEvery(addressOf('/policies', { query: { status: 'active' } }))

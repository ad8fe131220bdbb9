import { CARRIERS, type Carrier, SIM_TYPES } from '#db/words.ts'
import { addressOf } from '../../../lib/address.ts'
import { useAnswer, useEvery } from '../../../lib/resource.ts'

export const usePlans = (carrier: Carrier | undefined) =>
  useEvery(carrier && addressOf('/plans', { query: { carrier } }))

export const useDevices = () => useEvery(addressOf('/devices'))

/**
 * The carriers and kinds of SIM that the headquarters offers, with its own names. All of them until the answer
 * is there: the API refuses the others in any case.
 */
export function useOffered() {
  const { data } = useAnswer(addressOf('/catalog/settings'), { still: true })
  return {
    carriers: data
      ? data.carriers.filter(({ carried }) => carried).map(({ carrier }) => carrier)
      : CARRIERS,
    sims: data
      ? data.sims.filter(({ offered }) => offered)
      : SIM_TYPES.map((kind) => ({ kind, label: null })),
  }
}

/** The active policies. */
export const usePolicies = () => useEvery(addressOf('/policies', { query: { status: 'active' } }))

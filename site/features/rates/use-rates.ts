import { useEffect, useState } from 'preact/hooks'
import { addressOf } from '../../lib/address.ts'
import { useAnswer, useEvery } from '../../lib/resource.ts'
import { serverNow } from '../../lib/server-clock.ts'
import type { Me } from '../../lib/session.ts'
import { keepPage } from './keep-page.ts'
import { type KeptRates, keepRates, keptRates } from './kept-rates.ts'

export type RatesState = {
  rates: KeptRates | undefined
  /** The rates are a kept copy, because the network does not answer. */
  isKept: boolean
  error: unknown
  reload: () => void
}

/** The shop's rates, or the copy that this device has kept of them. */
export function useRates({ id: userId, company }: Me): RatesState {
  const shop = company.name
  const sheet = useAnswer(addressOf('/rates'))
  const plans = useEvery(addressOf('/plans'))
  const devices = useEvery(addressOf('/devices'))
  const [kept, setKept] = useState<KeptRates | undefined>(undefined)
  const fresh =
    sheet.data && plans.data && devices.data
      ? { sheet: sheet.data, plans: plans.data, devices: devices.data, shop }
      : undefined
  // Looking rates up goes on where a browser cannot keep them.
  useEffect(() => {
    if (fresh)
      keepRates(userId, fresh)
        .then(keepPage)
        .catch(() => undefined)
  }, [userId, shop, sheet.data, plans.data, devices.data])
  useEffect(() => {
    keptRates(userId, serverNow()).then(setKept, () => undefined)
  }, [userId])
  const error = sheet.error ?? plans.error ?? devices.error
  return {
    rates: fresh ?? kept,
    // A copy that is shown for the moment of loading is no sign of a lost connection.
    isKept: error !== undefined,
    error: fresh || kept ? undefined : error,
    reload: () => {
      for (const one of [sheet, plans, devices]) one.reload()
    },
  }
}

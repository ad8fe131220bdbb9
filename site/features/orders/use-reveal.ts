import { useEffect, useState } from 'preact/hooks'
import type { RevealedField, RevealOrder } from '#api/orders/contract.ts'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'

const TICK_MS = 250

type Shown = { value: string; until: number }

/**
 * What was shown for a reason, kept in this one place: gone when its time is over, when the record or
 * the tab is left, or when it was seen early enough.
 */
export function useReveal(orderId: string, field: RevealedField['field']) {
  const [shown, setShown] = useState<Shown>()
  const [now, setNow] = useState(0)
  const look = useAction(async (reason: string) => {
    const body: RevealOrder = { field, reason }
    const { value, seconds } = await api.post<RevealedField>(`/orders/${orderId}/reveals`, body)
    // Whoever has turned away meanwhile asks again.
    if (document.hidden) return false
    const at = Date.now()
    setNow(at)
    setShown({ value, until: at + seconds * 1_000 })
    return true
  })
  const forget = () => setShown(undefined)
  const until = shown?.until
  useEffect(() => {
    if (until === undefined) return
    const tick = setInterval(() => {
      setNow(Date.now())
      if (Date.now() >= until) forget()
    }, TICK_MS)
    const turnAway = () => document.hidden && forget()
    document.addEventListener('visibilitychange', turnAway)
    // A page kept for going back to would keep what it shows.
    addEventListener('pagehide', forget)
    return () => {
      clearInterval(tick)
      document.removeEventListener('visibilitychange', turnAway)
      removeEventListener('pagehide', forget)
    }
  }, [until])
  const secondsLeft = shown && Math.ceil((shown.until - now) / 1_000)
  return { value: shown?.value, secondsLeft, look, forget }
}

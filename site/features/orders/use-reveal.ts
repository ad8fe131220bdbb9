import { useEffect, useState } from 'preact/hooks'
import type { RevealedField, RevealOrder } from '#api/orders/contract.ts'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { serverNow } from '../../lib/server-clock.ts'

const TICK_MS = 250

type Shown = { value: string; until: number }

/**
 * The revealed value, which is kept here only. It goes when its time is over, when the person leaves the
 * record or the tab, or when they hide it.
 */
export function useReveal(orderId: string, field: RevealedField['field']) {
  const [shown, setShown] = useState<Shown>()
  const [now, setNow] = useState(0)
  const look = useAction(async (reason: string) => {
    const body: RevealOrder = { field, reason }
    const { value, seconds } = await api.post('/orders/:id/reveals', {
      param: { id: orderId },
      json: body,
    })
    // A person who has left the tab meanwhile has to ask again.
    if (document.hidden) return false
    const at = serverNow()
    setNow(at)
    setShown({ value, until: at + seconds * 1_000 })
    return true
  })
  const forget = () => setShown(undefined)
  const until = shown?.until
  useEffect(() => {
    if (until === undefined) return
    const tick = setInterval(() => {
      setNow(serverNow())
      if (serverNow() >= until) forget()
    }, TICK_MS)
    const turnAway = () => document.hidden && forget()
    document.addEventListener('visibilitychange', turnAway)
    // The back-forward cache would keep the value on the page.
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

import { useEffect, useState } from 'preact/hooks'
import { serverNow } from './server-clock.ts'

const STEP_MS = 30_000

/** The current time, renewed twice a minute, so that ages on an open screen stay right. */
export function useNow(): number {
  const [now, setNow] = useState(() => serverNow())
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), STEP_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}

import { useEffect, useState } from 'preact/hooks'

const STEP_MS = 30_000

/** The present, renewed twice a minute: ages on a screen that stays open keep counting. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), STEP_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}

import { useEffect, useState } from 'preact/hooks'
import { serverNow } from '../../lib/server-clock.ts'
import { lastKept } from './kept-rates.ts'

/** The copy on this device; undefined without one. */
export function useKept() {
  const [kept, setKept] = useState<Awaited<ReturnType<typeof lastKept>> | 'asking'>('asking')
  useEffect(() => {
    lastKept(serverNow()).then(setKept, () => setKept(undefined))
  }, [])
  return kept
}

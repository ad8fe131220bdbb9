import { useState } from 'preact/hooks'

/**
 * The Idempotency-Key of one intention: the same through retries, new after `renew()`, which is
 * called when the server has answered for good.
 */
export function useIdempotencyKey(): { key: string; renew: () => void } {
  const [key, setKey] = useState(() => crypto.randomUUID())
  return { key, renew: () => setKey(crypto.randomUUID()) }
}

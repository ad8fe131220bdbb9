import { useRef, useState } from 'preact/hooks'

/**
 * The Idempotency-Key of one intention: the same through retries, new after `renew()`, which the caller calls
 * after a final answer.
 */
export function useIdempotencyKey(): { key: string; renew: () => void } {
  const [key, setKey] = useState(() => crypto.randomUUID())
  return { key, renew: () => setKey(crypto.randomUUID()) }
}

/** The key of a command by its body: the same body gives the same key, another body a new one. */
export function keyring(): { keyOf: (body: unknown) => string } {
  let held: { text: string; key: string } | undefined
  return {
    keyOf: (body) => {
      const text = JSON.stringify(body) ?? ''
      if (held?.text !== text) held = { text, key: crypto.randomUUID() }
      return held.key
    },
  }
}

/** For a form: a repeat after a lost answer has the same key; changed input is another command. */
export function useKeyring() {
  const ring = useRef<ReturnType<typeof keyring> | undefined>(undefined)
  ring.current ??= keyring()
  return ring.current
}

import { Redis } from '@upstash/redis'

/**
 * How long the circuit waits for one answer of Upstash: a new TLS connection and two round trips over the
 * public internet. It is less than a command waits for its effects (`after-commit.ts`), so that a failed
 * bump is owed before the command is answered.
 */
export const UPSTASH_REPLY_MS_MAX = 750
/** When a command is given up for which no request waits any more. */
const ABORT_MS = 10_000

/** Stateless: every command is one HTTPS request, so a Worker can open it per request. */
export function openUpstash(config: { url: string; token: string }): Redis {
  return new Redis({
    ...config,
    automaticDeserialization: false,
    enableTelemetry: false,
    // Pipelining commands of concurrent requests would make one request wait for another's.
    enableAutoPipelining: false,
    // Sent once: a late repeat of a bump would bring an old version back.
    retry: false,
    // A function on purpose: with a plain signal, the client returns "Aborted" as if it were the value.
    signal: () => AbortSignal.timeout(ABORT_MS),
  })
}

import { Redis } from '@upstash/redis'

const REPLY_MS_MAX = 3_000

/** Stateless: every command is one HTTPS request, so a Worker may open it per request. */
export function openUpstash(config: { url: string; token: string }): Redis {
  return new Redis({
    ...config,
    automaticDeserialization: false,
    enableTelemetry: false,
    // Pipelining commands of concurrent requests would make one request wait for another's.
    enableAutoPipelining: false,
    retry: { retries: 1, backoff: () => 50 },
    // A function on purpose: given a plain signal, the client answers "Aborted" as if it were the value.
    signal: () => AbortSignal.timeout(REPLY_MS_MAX),
  })
}

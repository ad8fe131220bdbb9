/** W3C trace context, so that a proxy and the product use one trace id. */
const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/

/** The id of a request: the one that a proxy gave it, else a new one. */
export const requestIdOf = (traceparent: string | undefined): string =>
  traceparent?.match(TRACEPARENT)?.[1] ?? crypto.randomUUID().replaceAll('-', '')

/** The headers of every answer of the API, in lower case, as those of kept answers that override them. */
export const headersOf = (requestId: string, now: Date) => ({
  'x-trace-id': requestId,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  // Browsers take the time from this header: their own clocks may be years off.
  date: now.toUTCString(),
})

import { ApiProblem } from './problem.ts'
import { learnTime } from './server-clock.ts'

const BASE = '/api/v2'

/** What a call carries, whoever makes it. */
export type Sent = {
  json?: unknown
  /** A file instead of JSON: its bytes decide what it is, not its name or type. */
  file?: Blob
  /** Kept until the answer is final: the same command sent twice is done once. */
  idempotencyKey?: string
  signal?: AbortSignal
}

/** The only place that calls the network: same origin, cookies, JSON or a file. The caller judges the response. */
export async function send(
  method: string,
  address: string,
  { json, file, idempotencyKey, signal }: Sent = {},
): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (file) headers['content-type'] = 'application/octet-stream'
  else if (json !== undefined) headers['content-type'] = 'application/json'
  if (idempotencyKey) headers['idempotency-key'] = idempotencyKey
  try {
    const response = await fetch(BASE + address, {
      method,
      headers,
      credentials: 'same-origin',
      ...(file ? { body: file } : json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(signal ? { signal } : {}),
    })
    learnTime(response.headers.get('date'))
    return response
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new ApiProblem(0, { code: 'offline' })
  }
}

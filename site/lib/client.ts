import { ApiProblem, problemOf } from './problem.ts'
import { refreshSession } from './refresh.ts'
import { factorOwed, provenAgain } from './step-up.ts'

const BASE = '/api/v2'

export type Query = Readonly<
  Record<string, string | number | boolean | readonly string[] | undefined>
>
type Options = {
  /** Required by commands that move money or create an order; keep it until the answer is known. */
  idempotencyKey?: string | undefined
  signal?: AbortSignal | undefined
}

/** The one way to the API: same origin, cookies, JSON, failures as `ApiProblem`. */
export const api = {
  get: <T>(path: string, query?: Query, options?: Options) =>
    call<T>('GET', path + search(query), undefined, options),
  post: <T>(path: string, body?: unknown, options?: Options) =>
    call<T>('POST', path, body ?? {}, options),
  put: <T>(path: string, body: unknown, options?: Options) => call<T>('PUT', path, body, options),
  patch: <T>(path: string, body: unknown, options?: Options) =>
    call<T>('PATCH', path, body, options),
  delete: <T>(path: string, options?: Options) => call<T>('DELETE', path, undefined, options),
}

/** `?status=pending&tag=a&tag=b`; what is undefined or empty is left out. */
export function search(query: Query = {}): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) params.append(name, String(one))
  }
  const text = params.toString()
  return text && `?${text}`
}

async function call<T>(
  method: string,
  path: string,
  body: unknown,
  options: Options = {},
): Promise<T> {
  let response = await sendSignedIn(method, path, body, options)
  if (!response.ok) {
    const problem = await problemOf(response)
    if (problem.code === 'second_factor_required') factorOwed()
    // Nothing was done yet, so the same call, with the same key, is sent once the code was right.
    const isAgain = problem.code === 'step_up_required' && (await provenAgain())
    if (!isAgain) throw problem
    response = await sendSignedIn(method, path, body, options)
    if (!response.ok) throw await problemOf(response)
  }
  // A caller names the type that the route's contract gives; an empty answer is `undefined`.
  return (response.status === 204 ? undefined : await response.json()) as T
}

async function sendSignedIn(method: string, path: string, body: unknown, options: Options) {
  let response = await send(method, path, body, options)
  // Twice, because the first time another tab's refresh may have been waited for in vain.
  for (let tries = 0; response.status === 401 && tries < 2; tries++) {
    if (!(await refreshSession())) await leave()
    response = await send(method, path, body, options)
  }
  if (response.status === 401) await leave()
  return response
}

async function send(method: string, path: string, body: unknown, options: Options) {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey
  try {
    return await fetch(BASE + path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    })
  } catch (cause) {
    if (options.signal?.aborted) throw cause
    throw new ApiProblem(0, { code: 'offline' })
  }
}

/** To the login page and, after it, back here. Never settles: the screen stands still until it is left. */
function leave(): Promise<never> {
  const here = location.pathname + location.search
  location.assign(`/login?next=${encodeURIComponent(here)}`)
  return new Promise(() => undefined)
}

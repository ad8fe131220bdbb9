import { ApiProblem, problemOf } from './problem.ts'

/**
 * Asks the API on a page without a session. `api` would send whoever is refused to the login page;
 * here a refusal is an answer like any other.
 */
export async function ask<T>(path: string, body?: unknown): Promise<T> {
  const response = await fetch(`/api/v2${path}`, {
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  }).catch(() => {
    throw new ApiProblem(0, { code: 'offline' })
  })
  if (!response.ok) throw await problemOf(response)
  const text = await response.text()
  // A caller names the type that the route's contract gives; an empty answer is `undefined`.
  return (text === '' ? undefined : JSON.parse(text)) as T
}

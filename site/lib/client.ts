import { callsOf } from './calls.ts'
import { problemOf } from './problem.ts'
import { refreshSession } from './refresh.ts'
import { type Sent, send } from './send.ts'
import { factorOwed, provenAgain } from './step-up.ts'
import { touchAfter } from './touched.ts'

/** The API for signed-in people: throws `ApiProblem`, and reloads what a command changed. */
export const api = callsOf(async (method, address, sent, path) => {
  let response = await sendSignedIn(method, address, sent)
  if (!response.ok && (await isProvenFor(response)))
    response = await sendSignedIn(method, address, sent)
  if (method !== 'GET') touchAfter(path, response.status)
  return response
})

/**
 * Whether the person gave the proof that the API required. Nothing was done yet, so the call can be repeated.
 */
async function isProvenFor(response: Response): Promise<boolean> {
  // A clone, because the caller reads the response itself.
  const { code, facts } = await problemOf(response.clone())
  if (code === 'second_factor_required') factorOwed()
  const shows = facts.shows === 'password' ? 'password' : 'code'
  return code === 'step_up_required' && (await provenAgain(shows))
}

async function sendSignedIn(method: string, address: string, sent: Sent) {
  let response = await send(method, address, sent)
  // Twice, because the first time may only have waited for another tab's refresh that failed.
  for (let tries = 0; response.status === 401 && tries < 2; tries++) {
    if (!(await refreshSession())) await leave()
    response = await send(method, address, sent)
  }
  if (response.status === 401) await leave()
  return response
}

/** Goes to the login page, which leads back here. Never settles: the screen waits until the page unloads. */
function leave(): Promise<never> {
  const here = location.pathname + location.search
  location.assign(`/login?next=${encodeURIComponent(here)}`)
  return new Promise(() => undefined)
}

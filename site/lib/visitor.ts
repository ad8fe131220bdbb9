import { callsOf } from './calls.ts'
import { send } from './send.ts'

/**
 * The API on a page without a session. `api` would send a refused visitor to the login page; here a refusal
 * is an ordinary answer.
 */
export const visitor = callsOf(send)

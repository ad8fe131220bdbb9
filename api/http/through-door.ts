import type { Platform } from '../platform/platform.ts'
import { type Asked, atDoor } from './door.ts'
import type { Attempt } from './finished-answers.ts'

/** Answers at the door, or passes the request on; `pass` is given what the framework needs to keep its answer. */
export function throughDoor(
  platform: Platform,
  asked: Asked,
  pass: (attempt?: Attempt) => Response | Promise<Response>,
): Response | Promise<Response> {
  const found = atDoor(platform, asked)
  if (found === undefined) return pass()
  if (!('then' in found)) return 'response' in found ? found.response : pass(found.attempt)
  return found.then((at) => ('response' in at ? at.response : pass(at.attempt)))
}

/** A request of the web platform as the door asks it, and the same request with a body that can still be read. */
export function askedBy(request: Request): Asked & { request(): Request } {
  const { pathname, search } = new URL(request.url)
  let held: string | undefined
  return {
    method: request.method,
    address: pathname + search,
    header: (name) => request.headers.get(name) ?? undefined,
    body: async () => {
      held = await request.text()
      return held
    },
    request: () => (held === undefined ? request : new Request(request, { body: held })),
  }
}

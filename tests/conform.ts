import { app } from '#api/app.ts'
import { type Described, describe } from '#api/http/described.ts'
import type { Answer } from '#api/http/notes.ts'
import { ProblemBody } from '#api/http/problem.ts'
import { isV1, routedPath } from '#api/http/v1-address.ts'
import { V1Problem, v1StatusOf } from '#api/http/v1-refusal.ts'

/** Every route of the API in the form of its document. */
export const ROUTES: Described[] = describe(app.routes)

/** The route of a path: `/orders/counts` before `/orders/:id`, as in the router. */
export function routeOf(method: string, path: string): Described | undefined {
  const pathname = routedPath(new Request(new URL(path, 'http://maru.test')))
  const fits = ROUTES.filter(
    (route) =>
      route.method === (method === 'HEAD' ? 'GET' : method) &&
      new RegExp(`^${route.path.replaceAll(/:\w+/g, '[^/]+')}$`).test(pathname),
  )
  return fits.toSorted((a, b) => a.path.split(':').length - b.path.split(':').length)[0]
}

/**
 * Throws unless the document promises this response for the route: its status, its media type and exactly
 * its fields; or a problem whose code the route lists.
 */
export async function conform(method: string, path: string, response: Response): Promise<void> {
  const route = routeOf(method, path)
  const isOld = isV1(new URL(path, 'http://maru.test').pathname)
  const fault = await (isOld ? v1FaultOf : faultOf)(route, response)
  if (fault) throw new Error(`${method} ${path} answered ${response.status}: ${fault}`)
}

/** A refusal of v1 has no code: its status must be that of a code which the route lists. */
async function v1FaultOf(route: Described | undefined, response: Response) {
  for (const header of ['deprecation', 'sunset', 'link'])
    if (!response.headers.has(header)) return `no ${header}`
  if (response.status < 400) return faultOf(route, response)
  const body = V1Problem.safeParse(await response.clone().json())
  if (response.headers.get('content-type') !== 'application/json' || !body.success)
    return `not a refusal of v1: ${body.error?.message}`
  const isList = Array.isArray(body.data.detail)
  if (isList !== (response.status === 422)) return 'the faults of an input belong to a 422'
  const known = route?.problems ?? (['not_found', 'unauthenticated', 'method_not_allowed'] as const)
  return known.some((code) => v1StatusOf(code) === response.status) ? undefined : 'not documented'
}

async function faultOf(route: Described | undefined, response: Response) {
  const type = response.headers.get('content-type')?.split(';')[0]
  if (response.status >= 400) {
    const body = await response.clone().json()
    const problem = ProblemBody.safeParse(body)
    if (type !== 'application/problem+json' || !problem.success)
      return `not a problem: ${problem.error?.message ?? type}`
    if (problem.data.status !== response.status) return `its body says ${problem.data.status}`
    const known: string[] = route?.problems ?? ['not_found', 'unauthenticated']
    if (!known.includes(problem.data.code)) return `${problem.data.code} is not documented`
    return undefined
  }
  const answer = route?.answers.find(({ status }) => status === response.status)
  if (!answer) return 'not documented'
  return bodyFault(answer, type, response)
}

async function bodyFault(
  { schema, type = 'application/json' }: Answer,
  sent: unknown,
  response: Response,
) {
  const hasBody = schema !== undefined || type !== 'application/json'
  if (!hasBody) return response.body === null ? undefined : 'a body that is not documented'
  if (sent !== type) return `${sent} instead of ${type}`
  if (!schema || type !== 'application/json') return undefined
  const body: unknown = await response.clone().json()
  const parsed = schema.safeParse(body)
  if (!parsed.success) return parsed.error.message
  // The parser leaves out fields that the schema does not know.
  const [known, all] = [parsed.data, body].map((value) => JSON.stringify(sorted(value)))
  return known === all ? undefined : `fields that are not documented\n${known}\n${all}`
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

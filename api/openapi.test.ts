import { inspectRoutes } from 'hono/dev'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { conform, ROUTES } from '#tests/conform.ts'
import { type Filled, fill } from '#tests/filled.ts'
import { commandsOf, readsOf } from '#tests/samples.ts'
import { NO_SOCKET, openWorld, type World } from '#tests/world.ts'
import { faultsOf } from '../scripts/openapi.ts'
import { app } from './app.ts'
import { documentOf, namedSchemas } from './openapi.ts'

const document = documentOf(app.routes, 'test')
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    ...operation,
  })),
)

describe('the document', () => {
  test('is complete: references resolve, ids are unique, path fields are declared', () => {
    expect(faultsOf({ ...document })).toEqual([])
  })

  test('has every route that the router knows, and no other', () => {
    const routes = inspectRoutes(app)
      .filter(({ isMiddleware }) => !isMiddleware)
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
    expect(operations.map(({ name }) => name).toSorted()).toEqual([...new Set(routes)].toSorted())
  })

  test.each(operations)('$name lists its answers', ({ responses, parameters, ...operation }) => {
    const statuses = Object.keys(responses)
    expect(statuses.some((status) => /^[123]/.test(status))).toBe(true)
    for (const always of ['500', '503']) expect(statuses).toContain(always)
    if (operation.security.length > 0)
      for (const signedIn of ['401', '403']) expect(statuses).toContain(signedIn)
    if (operation.requestBody)
      // v1 has no 400 for a body that is no JSON: it is a 422, as every other fault of the input.
      for (const refused of ['400', '413', '415', '422'])
        if (
          !operation.tags.includes('operation') &&
          !(operation.tags.includes('v1') && refused === '400')
        )
          expect(statuses).toContain(refused)
    if (parameters.some((parameter) => parameter.in === 'path')) expect(statuses).toContain('404')
    for (const [status, response] of Object.entries(responses))
      if ('content' in response)
        for (const { schema } of Object.values(response.content ?? {}))
          expect(Object.keys(schema), status).not.toEqual([])
  })

  test('names the schema of every body and answer of a feature', () => {
    const nameless = operations
      .filter(({ tags }) => !tags.includes('operation'))
      .flatMap(({ name, requestBody, responses }) =>
        [requestBody, ...Object.values(responses)]
          .map((part) =>
            part && 'content' in part ? part.content?.['application/json'] : undefined,
          )
          .filter((content) => content && !content.schema.$ref)
          .map(() => name),
      )
    expect(nameless).toEqual([])
  })

  test('one name cannot stand for two schemas', () => {
    const Order = z.object({})
    expect(() => namedSchemas({ a: { Order }, b: { Order } })).toThrow('Order')
  })

  test('a route requires a sign-in and a permission, or is marked as open', () => {
    for (const { method, path, public: open, signedIn, permission } of ROUTES)
      expect(open ? [false, undefined] : [true, expect.any(String)], `${method} ${path}`).toEqual([
        signedIn,
        permission,
      ])
  })
})

describe('a response that the document does not promise is found', () => {
  const me = {
    id: '0198b1c2-0000-7000-8000-000000000000',
    username: 'u',
    name: 'n',
    role: 'admin',
    company: { id: '0198b1c2-0000-7000-8000-000000000000', code: 'c', name: 'n', tier: 'hq' },
    permissions: [],
    email: null,
    phone: null,
    grants: [],
    secondFactor: 'none',
    idleMinutes: 60,
    now: '2026-11-20T00:00:00.000Z',
    version: 1,
  }
  const problem = { type: 'https://maru.example/p', title: 't', detail: 'd', traceId: 't' }
  const json = (body: unknown, status = 200, type = 'application/json') =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': type } })
  const refusal = (status: number, code: string, more: object = {}) =>
    json({ ...problem, status, code, ...more }, status, 'application/problem+json')

  test('while a promised one passes', async () => {
    await conform('GET', '/api/v2/me', json(me))
    await conform('GET', '/api/v2/me', refusal(401, 'unauthenticated'))
  })
  test.each<[string, string, string, () => Response]>([
    ['an extra field', 'GET', '/api/v2/me', () => json({ ...me, extra: 1 })],
    [
      'a nested extra field',
      'GET',
      '/api/v2/me',
      () => json({ ...me, company: { ...me.company, x: 1 } }),
    ],
    ['a missing field', 'GET', '/api/v2/me', () => json({ ...me, name: undefined })],
    ['another status', 'GET', '/api/v2/me', () => json(me, 201)],
    ['another media type', 'GET', '/api/v2/me', () => json(me, 200, 'text/plain')],
    ['another code', 'GET', '/api/v2/me', () => refusal(409, 'conflict')],
    ['no code', 'GET', '/api/v2/me', () => refusal(401, 'unknown')],
    [
      'a status that differs from its body',
      'GET',
      '/api/v2/me',
      () => refusal(401, 'forbidden', { status: 403 }),
    ],
    ['a leak', 'GET', '/api/v2/me', () => refusal(500, 'internal', { stack: 'at …' })],
    [
      'an unexpected body',
      'POST',
      '/api/v2/notifications/reads',
      () => new Response('x', { status: 200 }),
    ],
  ])('%s', async (_, method, path, response) => {
    await expect(conform(method, path, response())).rejects.toThrow()
  })
})

describe('the served document', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.close())
  const ask = async (path: string, headers: Record<string, string> = {}) =>
    app.request(path, { headers }, { platform: world.platform })

  test('is the document, with an ETag that saves a second transfer', async () => {
    const first = await ask('/api/openapi.json')
    expect(await first.json()).toEqual(JSON.parse(JSON.stringify(document)))
    const again = await ask('/api/openapi.json', {
      'if-none-match': first.headers.get('etag') ?? '',
    })
    expect([again.status, again.body]).toEqual([304, null])
    for (const path of ['/api/openapi.json', '/api/docs', '/api/docs.css'])
      await conform('GET', path, await ask(path))
  })

  test('is a page with every operation and schema, and no script', async () => {
    const page = await ask('/api/docs')
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; frame-ancestors 'none'",
    )
    const text = await page.text()
    for (const { operationId } of operations) expect(text).toContain(`id="${operationId}"`)
    for (const [, name] of text.matchAll(/href="#([^"]+)"/g)) expect(text).toContain(`id="${name}"`)
    expect(text).not.toMatch(/<script|style="|\son\w+=/)
  })
})

describe('the walk', () => {
  let world: World
  let tree: Filled
  beforeAll(async () => {
    world = await openWorld()
    tree = await fill(world, await world.mintTree(), '')
  })
  afterAll(() => world.close())

  test('every route of the API has its samples', () => {
    const sampled = [...readsOf(tree), ...commandsOf(tree)].map(({ route }) => route)
    const routes = ROUTES.filter(({ path }) => /^\/api\/v[12]\//.test(path)).map(
      ({ method, path }) => `${method} ${path}`,
    )
    expect([...new Set(sampled)].toSorted()).toEqual(routes.toSorted())
  })

  // The world's client checks every response against the document.
  test('every read by every person is as documented', async () => {
    const { hq, a, b, r1, rb } = tree
    for (const { who, path } of readsOf(tree)) {
      const own = await (who ?? world.nobody).get(path)
      expect(own.status, path).toBeLessThan(path === 'live' ? NO_SOCKET + 1 : 300)
      if (!who) continue
      for (const company of [hq, a, b, r1, rb])
        for (const anyone of [company.admin, company.staff]) await anyone.get(path)
    }
  })

  test('a list that has not changed is not sent again', async () => {
    const { headers } = await tree.hq.admin.get('policies')
    const again = await tree.hq.admin.get('policies', {
      'if-none-match': headers.get('etag') ?? '',
    })
    expect([again.status, again.text]).toEqual([304, ''])
  })

  test('every command succeeds as documented; a repeat gets the first answer, other input is refused', async () => {
    for (const [n, { route, who = world.nobody, path, body }] of commandsOf(tree).entries()) {
      const [method = ''] = route.split(' ')
      const headers = { 'idempotency-key': `walk-${n}-of-all` }
      const first = await who.send(method, path, body, headers)
      expect(first.status, `${route} ${first.text}`).toBeLessThan(300)
      const isOnce = ROUTES.find((known) => `${known.method} ${known.path}` === route)?.once
      if (!isOnce) continue
      const again = await who.send(method, path, body, headers)
      // A secret is shown once and stored nowhere, so a repeat only learns that it was shown.
      if (SHOWN_ONCE.some((name) => name in first.body))
        expect(again.body).toMatchObject({ status: 409, code: 'idempotency_secret_shown' })
      else expect([again.status, again.body]).toEqual([first.status, first.body])
      // A command without a body has no other input.
      if (!body || Object.keys(body).length === 0) continue
      const other = await who.send(method, path, another(body), headers)
      expect(other.body, route).toMatchObject({ status: 422, code: 'idempotency_key_reused' })
    }
  })
})

const SHOWN_ONCE = ['secret', 'link']

/** The same command with one value changed, still valid for its schema. */
function another(body: object = {}): object {
  let isChanged = false
  const text = JSON.stringify(body, (key, value) => {
    const change = isChanged ? undefined : CHANGES[key]
    if (!change) return value
    isChanged = true
    return change(value)
  })
  return JSON.parse(text)
}
const longer = (text: unknown) => `${text}1`
const CHANGES: Record<string, (value: unknown) => unknown> = {
  content: longer,
  days: (days) => Number(days) + 1,
  companyIds: (ids) => (Array.isArray(ids) ? ids.slice(1) : ids),
  activatedOn: () => '2026-11-19',
  version: (version) => Number(version) + 1,
  purchasedOn: () => '2026-11-19',
  servedOn: () => '2026-11-22',
  amountWon: (won) => Number(won) + 1,
  copyOf: () => '01890000-0000-7000-8000-000000000000',
  dateColumn: () => 'paid',
  lineIds: () => ['01890000-0000-7000-8000-000000000000'],
  memo: longer,
  month: () => '2026-10',
  sizeBytes: (bytes) => Number(bytes) + 1,
  name: longer,
  nextVersionOf: () => '01890000-0000-7000-8000-000000000000',
  note: longer,
  reason: longer,
  reference: longer,
  succeeds: () => '01890000-0000-7000-8000-000000000000',
}

import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { text } from '#db/values.ts'
import { arbitraryOf } from '#tests/arbitrary.ts'
import { ROUTES } from '#tests/conform.ts'
import { dump, type Kept, keep } from '#tests/dump.ts'
import { type Filled, fill } from '#tests/filled.ts'
import { NO_DIGITS, NO_IDS, RAW, spoiled, spoiledQueries } from '#tests/hostile.ts'
import { commandsOf, readsOf, type Sample } from '#tests/samples.ts'
import { openWorld, type World } from '#tests/world.ts'
import { bytesMaxAt } from './http/json-only.ts'
import { inline } from './http/json-schemas.ts'
import { checkLedger } from './ledger/check.ts'

// Whatever the input, the answer is never a server error and always a problem that names the fault. After a
// refusal the database is unchanged; after a success its books balance. The world's client checks each
// answer against the OpenAPI document.

/** A refusal does not grow with the refused input. */
const REFUSAL_CHARACTERS_MAX = 30_000

let world: World
let tree: Filled
let kept: Kept
let before: Record<string, string>

beforeAll(async () => {
  world = await openWorld()
  tree = await fill(world, await world.mintTree(), '')
  kept = await keep(world.platform.db)
  before = await dump(world.platform.db)
})
afterAll(() => world.close())

let calls = 0
/** Sends the request unchanged, and checks what must be true of any answer. */
async function send(
  sample: Sample,
  {
    path = sample.path,
    text,
    headers = {},
  }: { path?: string; text?: string | Uint8Array<ArrayBuffer>; headers?: Record<string, string> },
  what: string,
) {
  const [method = ''] = sample.route.split(' ')
  const response = await world.call(
    path,
    {
      method,
      headers: {
        ...(sample.who && (await sample.who.credentials())),
        ...(text !== undefined && { 'content-type': 'application/json' }),
        'idempotency-key': `hostile-${++calls}`,
        ...headers,
      },
      ...(text !== undefined && { body: text }),
    },
    // Each call comes from another address, so that no address limit answers instead of the route.
    { address: `192.0.2.${calls}` },
  )
  const answer = response.status >= 400 ? await response.text() : ''
  const where = `${sample.route} ${what}: ${response.status} ${answer.slice(0, 500)}`
  expect.soft(response.status, where).toBeLessThan(500)
  expect.soft(answer.length, where).toBeLessThan(REFUSAL_CHARACTERS_MAX)
  if (response.status < 400) await response.body?.cancel()
  await world.platform.settled()
  const written = await kept.written()
  if (written.length === 0) return { status: response.status, answer }
  if (response.status < 400)
    expect.soft(await checkLedger(world.ctxOf(tree.hq.admin.actor)), where).toEqual([])
  else await expectNothingChanged(written, where)
  await kept.putBack()
  return { status: response.status, answer }
}

/** A refusal counts as a failed attempt and may be a security event; otherwise it writes nothing. */
async function expectNothingChanged(written: string[], where: string) {
  const { db } = world.platform
  const { sign_in_guards: _, audit_events: events, ...rest } = await dump(db, written)
  for (const [table, state] of Object.entries(rest))
    expect.soft(state, `${where}: ${table}`).toBe(before[table])
  if (events === undefined || events === before.audit_events) return
  const added = await rowsOf(
    db,
    sql`select action from (table audit_events except all table kept.audit_events) as added`,
    { action: text },
  )
  for (const { action } of added) expect.soft(action, where).toMatch(/^auth\./)
}

const routesWith = (part: 'body' | 'query' | 'once') =>
  ROUTES.filter((route) => route[part] && route.path.startsWith('/api/v2/')).map(
    ({ method, path }) => `${method} ${path}`,
  )
function sampleOf(route: string): Sample {
  const sample = [...commandsOf(tree), ...readsOf(tree)].find((each) => each.route === route)
  return sample ?? { route, path: route.split('/api/v2/')[1] ?? '' }
}
const MINUTES = 60_000

describe.each(routesWith('body'))('%s', (route) => {
  test(
    'refuses a body of the wrong form',
    async () => {
      for (const { what, text } of RAW) {
        const { status } = await send(sampleOf(route), { text }, what)
        if (!['an empty object', 'a byte order mark'].includes(what))
          expect([400, 413, 422], what).toContain(status)
      }
    },
    MINUTES,
  )

  test(
    'survives any fault in one of its values',
    async () => {
      const sample = sampleOf(route)
      // The round trip gives what is sent.
      const body = JSON.parse(JSON.stringify(sample.body))
      for (const { what, text } of spoiled(body)) {
        const { status } = await send(sample, { text }, what)
        // A text that cannot be stored is refused in any field; a password is not stored.
        if (/^(NUL|a (high|low) surrogate alone) at/.test(what))
          expect.soft([401, 422], `${route} ${what}`).toContain(status)
      }
    },
    10 * MINUTES,
  )

  test(
    'survives any input that its schema allows',
    async () => {
      const { body } = ROUTES.find(({ method, path }) => `${method} ${path}` === route) ?? {}
      const sample = sampleOf(route)
      const wishes = arbitraryOf(
        body ? inline(body, 'input') : {},
        Object.values(tree.ids),
        sample.body,
      )
      await fc.assert(
        fc.asyncProperty(wishes, async (wish) => {
          const text = JSON.stringify(wish)
          const { status } = await send(sample, { text }, text.slice(0, 2_000))
          return status < 500
        }),
        { numRuns: 60 },
      )
    },
    MINUTES,
  )

  test('refuses fields that it does not know, by their name', async () => {
    const sample = sampleOf(route)
    const body = { ...sample.body, stranger: 'echo-of-a-secret' }
    const { status, answer } = await send(sample, { text: JSON.stringify(body) }, 'a stranger')
    expect(status).toBe(422)
    expect(JSON.parse(answer).errors).toContainEqual(
      expect.objectContaining({ path: 'stranger', code: 'unknown_field' }),
    )
    expect(answer).not.toContain('echo-of-a-secret')
  })

  test('requires JSON in the content type and in the body', async () => {
    const sample = sampleOf(route)
    const text = JSON.stringify(sample.body)
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/jsonp',
      'json',
      '',
      'application/octet-stream',
    ]) {
      const { status } = await send(sample, { text, headers: { 'content-type': type } }, type)
      expect(status, type).toBe(415)
    }
    for (const bytes of [[0xff, 0xfe, 0x7b], [0x1f, 0x8b, 8, 0], [0xc3, 0x28], [0]])
      expect([400, 422]).toContain(
        (await send(sample, { text: new Uint8Array(bytes) }, 'bytes')).status,
      )
  })

  test('refuses more bytes than its limit, with or without a Content-Length', async () => {
    const sample = sampleOf(route)
    const big = JSON.stringify({ ...sample.body, pad: 'x'.repeat(bytesMaxAt(`/${sample.path}`)) })
    const lengths: Record<string, string>[] = [{}, { 'content-length': String(big.length) }]
    for (const headers of lengths)
      expect((await send(sample, { text: big, headers }, 'too much')).status).toBe(413)
  })
})

describe.each(routesWith('query'))('%s', (route) => {
  test(
    'survives any query',
    async () => {
      const { query } = ROUTES.find(({ method, path }) => `${method} ${path}` === route) ?? {}
      const { properties = {} } = query ? inline(query, 'input') : {}
      const sample = sampleOf(route)
      for (const { what, text } of spoiledQueries(sample.path, Object.keys(properties as object)))
        await send(sample, { path: text }, what)
    },
    MINUTES,
  )
})

describe('a number in a query', () => {
  test.each(numbersInQueries())('is plain digits: $field of $route', async ({ route, field }) => {
    const sample = sampleOf(route)
    const url = new URL(sample.path, 'http://maru.test')
    url.searchParams.delete(field)
    const path = `${sample.path.split('?')[0]}?${url.searchParams}`
    for (const value of NO_DIGITS) {
      const { status, answer } = await send(sample, { path: `${path}&${field}=${value}` }, value)
      expect.soft(status, `${field}=${value}`).toBe(422)
      expect
        .soft(JSON.parse(answer).errors, `${field}=${value}`)
        .toContainEqual(expect.objectContaining({ path: field }))
    }
  })
})

function numbersInQueries(): { route: string; field: string }[] {
  return routesWith('query').flatMap((route) => {
    const { query } = ROUTES.find(({ method, path }) => `${method} ${path}` === route) ?? {}
    const { properties = {} } = query ? inline(query, 'input') : {}
    return Object.entries(properties as Record<string, { type?: string }>)
      .filter(([, { type }]) => type === 'integer' || type === 'number')
      .map(([field]) => ({ route, field }))
  })
}

test('a malformed id is not found, on every path that takes one', async () => {
  for (const { method, path } of ROUTES.filter(({ path }) => path.includes(':id')))
    for (const id of NO_IDS) {
      const sample = sampleOf(`${method} ${path}`)
      // Some routes lie beside the version.
      const below = path.replace('/api/v2/', '').replace('/api/', '../')
      const named = below.replace(':id', id)
      const text = sample.body && JSON.stringify(sample.body)
      const { status } = await send(sample, { path: named, ...(text && { text }) }, id.slice(0, 60))
      expect([404, 422], `${method} ${named}`).toContain(status)
    }
})

describe('a command that must not run twice', () => {
  test.each(routesWith('once'))('%s requires a key of a valid form', async (route) => {
    const sample = sampleOf(route)
    const text = JSON.stringify(sample.body)
    for (const key of [
      '',
      'short',
      'x'.repeat(201),
      'with spaces in it',
      'caf\u00e9-caf\u00e9',
      'tab\tab-tab',
    ]) {
      const { status, answer } = await send(
        sample,
        { text, headers: { 'idempotency-key': key } },
        `the key ${key}`,
      )
      expect([status, JSON.parse(answer).code], key).toEqual([400, 'idempotency_key_required'])
    }
  })
})

test('a version that is not the current one changes nothing', async () => {
  for (const sample of commandsOf(tree)) {
    for (const field of ['version', 'basedOn']) {
      if (!sample.body || !(field in sample.body)) continue
      const text = JSON.stringify({ ...sample.body, [field]: 77 })
      const { status, answer } = await send(sample, { text }, `${field} 77`)
      expect([status, JSON.parse(answer).code], sample.route).toEqual([409, 'version_conflict'])
    }
  }
})

test('strange headers do not fail a request', async () => {
  const sample = sampleOf('GET /api/v2/orders')
  for (const headers of [
    { traceparent: '00-xyz' },
    { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` },
    { 'if-none-match': '"' },
    { 'user-agent': 'x'.repeat(10_000) },
    { cookie: 'maru_access=%zz; maru_refresh=; =;;' },
    { 'x-forwarded-for': "'; drop table orders" },
    { accept: 'image/png' },
    { origin: 'null' },
    { range: 'bytes=5-1' },
  ] as Record<string, string>[])
    expect((await send(sample, { headers }, JSON.stringify(headers).slice(0, 80))).status).toBe(200)
})

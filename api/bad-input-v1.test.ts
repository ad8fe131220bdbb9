import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROUTES } from '#tests/conform.ts'
import { dump, type Kept, keep } from '#tests/dump.ts'
import { type Filled, fill } from '#tests/filled.ts'
import { RAW, spoiled, spoiledQueries } from '#tests/hostile.ts'
import { askedPath } from '#tests/matrix.ts'
import { commandsOf, readsOf, type Sample } from '#tests/samples.ts'
import { openWorld, type World } from '#tests/world.ts'
import { inline } from './http/json-schemas.ts'

// The same guarantees as in `bad-input.test.ts` by the rules of v1: no input is a server error, a refusal changes
// nothing and does not grow with its input. What v1 does not know it ignores, so it refuses less. The world's client
// checks each answer against the document: `{ detail }`, with the faults of the input where it is a 422.

const REFUSAL_CHARACTERS_MAX = 30_000
const MINUTES = 60_000

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

async function send(
  sample: Sample,
  {
    path = sample.path,
    text,
    headers = {},
  }: { path?: string; text?: string | Uint8Array<ArrayBuffer>; headers?: Record<string, string> },
  what: string,
) {
  const response = await world.call(path, {
    method: sample.route.split(' ')[0] ?? '',
    headers: {
      ...(sample.who && (await sample.who.credentials())),
      ...(text !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(text !== undefined && { body: text }),
  })
  const answer = await response.text()
  const where = `${sample.route} ${what}: ${response.status} ${answer.slice(0, 500)}`
  expect.soft(response.status, where).toBeLessThan(500)
  if (response.status >= 400) expect.soft(answer.length, where).toBeLessThan(REFUSAL_CHARACTERS_MAX)
  await world.platform.settled()
  const written = await kept.written()
  if (response.status >= 400) {
    const { audit_events: _, ...state } = await dump(world.platform.db, written)
    for (const [table, now] of Object.entries(state)) expect.soft(now, where).toBe(before[table])
  }
  if (written.length > 0) await kept.putBack()
  return response.status
}

const routesWith = (part: 'body' | 'query') =>
  ROUTES.filter((route) => route[part] && route.path.startsWith('/api/v1/')).map(
    ({ method, path }) => `${method} ${path}`,
  )
function sampleOf(route: string): Sample {
  const sample = [...commandsOf(tree), ...readsOf(tree)].find((each) => each.route === route)
  return sample ?? { route, path: askedPath(route.split(' ')[1] ?? '') }
}

test('there are routes of v1 with input', () => {
  expect(routesWith('body').length).toBeGreaterThan(2)
  expect(routesWith('query').length).toBeGreaterThan(2)
})

describe.each(routesWith('body'))('%s', (route) => {
  /** Objects whose keys v1 does not know: each is an empty object to it. */
  const EMPTY = [
    'an empty object',
    'a byte order mark',
    '50,000 fields',
    'a field with a name of 900,000',
    '10,000 objects in one another',
  ]

  test(
    'refuses a body of the wrong form',
    async () => {
      for (const { what, text } of RAW) {
        const status = await send(sampleOf(route), { text }, what)
        if (!EMPTY.includes(what)) expect.soft([413, 422], what).toContain(status)
      }
    },
    MINUTES,
  )

  test(
    'survives any fault in one of its values',
    async () => {
      const sample = sampleOf(route)
      for (const { what, text } of spoiled(JSON.parse(JSON.stringify(sample.body)))) {
        const status = await send(sample, { text }, what)
        if (/^(NUL|a (high|low) surrogate alone) at/.test(what)) expect.soft(status, what).toBe(422)
      }
    },
    10 * MINUTES,
  )

  test('ignores what it does not know', async () => {
    const sample = sampleOf(route)
    const body = { ...sample.body, stranger: 'x', id: 7, company_id: tree.ids.rb }
    expect(await send(sample, { text: JSON.stringify(body) }, 'a stranger')).toBe(200)
  })

  test('reads JSON without a media type, and no other', async () => {
    const sample = sampleOf(route)
    const text = JSON.stringify(sample.body)
    const bytes = new TextEncoder().encode(text)
    for (const [type, status] of [
      ['', 200],
      ['application/json; charset=utf-8', 200],
      ['application/problem+json', 200],
      ['text/plain', 422],
      ['application/x-www-form-urlencoded', 422],
      ['application/octet-stream', 422],
    ] as const)
      expect(
        await send(sample, { text: bytes, headers: { 'content-type': type } }, type),
        type,
      ).toBe(status)
    for (const bad of [[0xff, 0xfe, 0x7b], [0x1f, 0x8b, 8, 0], [0xc3, 0x28], [0]])
      expect(await send(sample, { text: new Uint8Array(bad) }, 'bytes')).toBe(422)
    const packed = { text, headers: { 'content-encoding': 'gzip' } }
    expect(await send(sample, packed, 'compressed')).toBe(415)
  })

  test('refuses more bytes than its limit, with or without a Content-Length', async () => {
    const sample = sampleOf(route)
    const big = JSON.stringify({ ...sample.body, pad: 'x'.repeat(1_000_000) })
    const lengths: Record<string, string>[] = [{}, { 'content-length': String(big.length) }]
    for (const headers of lengths)
      expect(await send(sample, { text: big, headers }, 'too much')).toBe(413)
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
    3 * MINUTES,
  )
})

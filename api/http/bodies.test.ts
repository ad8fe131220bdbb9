import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROUTES } from '#tests/conform.ts'
import { type Filled, fill } from '#tests/filled.ts'
import { openWorld, type World } from '#tests/world.ts'
import { BODY_BYTES_MAX } from './json-only.ts'
import { ERRORS_MAX } from './valid.ts'

let world: World
let tree: Filled
let calls = 0
beforeAll(async () => {
  world = await openWorld()
  tree = await fill(world, await world.mintTree(), '')
})
afterAll(() => world.close())

const bodied = ROUTES.filter(({ body, path }) => body && path.startsWith('/api/v2/'))
const open = bodied.filter((route) => route.public)
const closed = bodied.filter((route) => !route.public)

const pathOf = (path: string) => path.replace('/api/v2/', '').replaceAll(/:\w+/g, tree.hq.id)
/** A stream, so that the length is unknown. */
const streamOf = (text: string) => new Blob([text]).stream()
async function send(
  { method, path }: { method: string; path: string },
  body: string | ReadableStream,
  headers: Record<string, string> = {},
) {
  const response = await world.call(
    pathOf(path),
    {
      method,
      body,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': `body-${++calls}-000`,
        ...headers,
      },
      ...(typeof body !== 'string' && { duplex: 'half' }),
    },
    { address: `192.0.2.${calls}` },
  )
  return { status: response.status, body: await response.json() }
}
const padded = (bytes: number) => JSON.stringify({ pad: 'x'.repeat(bytes - 10) })

test.each(open)('$method $path, open to all, takes 16 kB', async (route) => {
  const { open: max } = BODY_BYTES_MAX
  for (const body of [padded(max + 1), streamOf(padded(max + 1))]) {
    const headers: Record<string, string> =
      typeof body === 'string' ? { 'content-length': String(body.length) } : {}
    const answer = await send(route, body, headers)
    expect([answer.status, answer.body.facts]).toEqual([413, { maxBytes: max }])
  }
  expect((await send(route, streamOf(padded(max)))).status).not.toBe(413)
})

test('a body that breaks off is an error of its sender, not of the database', async () => {
  const [route] = open
  if (!route) throw new Error('no route is open')
  const lost = Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
  const body = new ReadableStream({ pull: (controller) => controller.error(lost) })
  const answer = await send(route, body)
  expect([answer.status, answer.body.code]).toEqual([400, 'malformed'])
})

test.each(open)('$method $path stops reading at the limit', async (route) => {
  let given = 0
  const endless = new ReadableStream({
    pull(controller) {
      given += 4_096
      controller.enqueue(new Uint8Array(4_096).fill(32))
    },
  })
  expect((await send(route, endless)).status).toBe(413)
  expect(given).toBeLessThan(2 * BODY_BYTES_MAX.open)
})

test.each(closed)(
  '$method $path reads no body of a client that is not signed in',
  async (route) => {
    let given = 0
    const watched = new ReadableStream(
      {
        pull(controller) {
          given += 1
          controller.enqueue(new Uint8Array(10))
        },
      },
      { highWaterMark: 0 },
    )
    expect((await send(route, watched)).status).toBe(401)
    expect(given).toBe(0)
  },
)

test.each(open)('$method $path takes no compressed body', async (route) => {
  for (const encoding of ['gzip', 'br', 'zstd', 'gzip, gzip'])
    expect((await send(route, '{}', { 'content-encoding': encoding })).status).toBe(415)
  expect((await send(route, '{}', { 'content-encoding': 'identity' })).status).not.toBe(415)
})

const fields = (count: number) => `{${Array.from({ length: count }, (_, i) => `"f${i}":0`).join()}}`
test.each([
  ['70,000 unknown fields', fields(70_000)],
  ['unknown fields one level below', `{"customer":${fields(30_000)}}`],
  ['a list of 100,000', `{"form":[${'0,'.repeat(99_999)}0]}`],
  ['100,000 lists in one another', `{"form":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ['100,000 empty objects', `{"form":[${'{},'.repeat(99_999)}{}]}`],
])('%s are refused before the schema looks at each', async (_, text) => {
  const credentials = await tree.r1.admin.credentials()
  const { status, body } = await send({ method: 'POST', path: '/api/v2/orders' }, text, credentials)
  expect([status, body.code, body.errors]).toEqual([422, 'invalid_input', undefined])
})

test('only the first fifty faults are listed', async () => {
  const credentials = await tree.r1.admin.credentials()
  const { body } = await send({ method: 'POST', path: '/api/v2/orders' }, fields(400), credentials)
  expect(body.errors).toHaveLength(ERRORS_MAX)
})

test('as many parameters as an address can hold are refused like a single one', async () => {
  const query = Array.from({ length: 2_000 }, (_, i) => `p${i}=1`).join('&')
  const { status, body } = await tree.hq.admin.get(`orders?${query}`)
  expect(status).toBe(422)
  expect(body.errors).toHaveLength(ERRORS_MAX)
})

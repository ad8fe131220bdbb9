import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestHarness } from 'wrangler'
import { staticSite } from '#api/platform/static-node.ts'
import { ROOT } from '../../scripts/tools.ts'
import { needSite, SITE_MS_MAX } from './site.ts'

const SITE = join(ROOT, 'dist/site')
const HEADERS = [
  'content-security-policy',
  'x-content-type-options',
  'referrer-policy',
  'permissions-policy',
  'cache-control',
]

// Otherwise the harness asks Cloudflare for data about the request's location.
process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
const harness = createTestHarness({ root: ROOT, workers: [{ configPath: 'wrangler.toml' }] })
let origin: URL
beforeAll(async () => {
  await needSite()
  origin = (await harness.listen()).url
}, SITE_MS_MAX)
afterAll(() => harness.close())

const hashed = () => `/_astro/${readdirSync(`${SITE}/_astro`)[0]}`

/** Files without a hash come from the assets, without the Worker's own code. */
const onWorkers = (path: string) => fetch(new URL(path, origin))
const onNode = async (path: string) => staticSite(SITE).request(path)
const headersOf = ({ headers }: Response) =>
  Object.fromEntries(HEADERS.map((name) => [name, headers.get(name)]))

describe.each([
  ['the sign-in page', () => '/login/', 200],
  ['the start page', () => '/', 200],
  ['a file whose name has a hash', hashed, 200],
  ['a script of the site', () => '/boot.js', 200],
  ['a missing page', () => '/nowhere', 404],
])('%s', (_, path, status) => {
  test('is served by Workers with the headers that Node sends', async () => {
    const [edge, node] = [await onWorkers(path()), await onNode(path())]
    expect(edge.status).toBe(status)
    expect(headersOf(edge)).toEqual(headersOf(node))
    for (const value of Object.values(headersOf(edge))) expect(value).toBeTruthy()
    expect(await edge.text()).toBe(await node.text())
  })
})

test('pages run nothing but the site’s own files, in no frame', async () => {
  const policy = (await onWorkers('/')).headers.get('content-security-policy')
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("frame-ancestors 'none'")
})

test.each(['/_astro/gone.abc123.js', '/gone.css'])(
  'the missing file %s is a 404 that is not cached',
  async (path) => {
    for (const answer of [await onWorkers(path), await onNode(path)]) {
      expect(answer.status).toBe(404)
      expect(answer.headers.get('cache-control')).toBe('no-cache')
      await answer.body?.cancel()
    }
  },
)

import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHarness } from 'wrangler'
import { HANDED, handedFile } from '#tests/files/handed.ts'
import { readSheets } from './read-sheets.ts'

// A Worker with nothing but the reader, as for the writer of workbooks.
const worker = `
import { directSheets } from '${fileURLToPath(new URL('../platform/sheets-direct.ts', import.meta.url))}'

export default {
  async fetch(request) {
    const bytes = new Uint8Array(await request.arrayBuffer())
    const name = decodeURIComponent(request.headers.get('x-name'))
    return Response.json(await directSheets().read(bytes, { name }))
  },
}
`

let folder: string
let harness: ReturnType<typeof createTestHarness>

beforeAll(async () => {
  // Otherwise the harness asks Cloudflare for data about the request's location.
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  folder = await mkdtemp(join(tmpdir(), 'maru-sheets-'))
  await writeFile(join(folder, 'worker.js'), worker)
  await writeFile(
    join(folder, 'wrangler.toml'),
    'name = "maru-sheets-test"\nmain = "worker.js"\ncompatibility_date = "2026-10-01"\ncompatibility_flags = ["nodejs_compat"]\n',
  )
  harness = createTestHarness({ root: folder, workers: [{ configPath: 'wrangler.toml' }] })
  await harness.listen()
})

afterAll(async () => {
  await harness?.close()
  await rm(folder, { recursive: true, force: true })
})

test.each(HANDED.map(({ file }) => file))('inside Workers %s is read as on Node', async (file) => {
  const bytes = new Uint8Array(readFileSync(handedFile(file)))
  const reply = await harness.fetch('/', {
    method: 'POST',
    body: bytes,
    headers: { 'x-name': encodeURIComponent(file) },
  })
  expect(await reply.json()).toEqual(await readSheets(bytes, { name: file }))
})

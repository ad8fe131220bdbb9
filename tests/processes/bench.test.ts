import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isInstalled } from '../../scripts/prerequisites.ts'
import { freePort } from './node-process.ts'
import { runVerb } from './verb-process.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'maru-bench-'))
  chmodSync(folder, 0o755)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The volume database is made and loaded like a large one, in the time of a small one. */
const MS_MAX = 600_000
const WORKS = ['policy list, cached', 'order page of 50', 'order creation, spread']

// `npm test` reports a missing program, which is an error under CI=true.
test.skipIf(!isInstalled({ programs: ['wrk'] }))(
  'bench makes a volume database whose books balance, loads it and prints its tables',
  async () => {
    const { code, said } = await runVerb('bench', {
      env: {
        MARU_DATA: folder,
        PORT: String(await freePort()),
        BENCH_ORDERS: '2000',
        BENCH_ROUNDS: '1',
        BENCH_SECONDS: '1',
        BENCH_ONLY: 'cached,page of 50,spread',
      },
    })
    for (const work of WORKS)
      expect(said).toMatch(new RegExp(`^\\| ${work} \\| .* \\| 0 \\| 0 \\|$`, 'm'))
    expect(said).toContain('Books after the load: 0 faults, 0 won lost')
    expect(code).toBe(0)
  },
  MS_MAX,
)

test.skipIf(!isInstalled({ programs: ['wrk'] }) || !isInstalled({ programs: ['redis-server'] }))(
  'bench compares two processes that share a Redis with one',
  async () => {
    const { code, said } = await runVerb('bench', {
      args: ['--processes'],
      env: {
        MARU_DATA: folder,
        BENCH_ORDERS: '2000',
        BENCH_ROUNDS: '1',
        BENCH_SECONDS: '1',
      },
    })
    for (const installation of ['one process, its own memory', 'two processes, one Redis'])
      expect(said).toMatch(new RegExp(`^\\| ${installation} \\| .* \\| 0 \\|$`, 'm'))
    expect(code).toBe(0)
  },
  MS_MAX,
)

import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { runVerb } from '../processes/verb-process.ts'
import { needSite, SITE_MS_MAX } from './site.ts'

// The verbs that need the built site or much time ('check' within 'test'), on the Node of the machine.

beforeAll(needSite, SITE_MS_MAX)

test('build does not rebuild a site with unchanged sources', async () => {
  const { code, said } = await runVerb('build', { by: 'npm' })
  expect(said).toBe('dist/site is up to date.\n')
  expect(code).toBe(0)
})

test('deploy passes its arguments to wrangler', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-deploy-'))
  const args = ['--dry-run', '--outdir', folder]
  const { code, said } = await runVerb('deploy', { by: 'npm', args })
  expect(said).toContain('--dry-run: exiting now')
  expect(code).toBe(0)
  expect(existsSync(join(folder, 'worker.js'))).toBe(true)
  rmSync(folder, { recursive: true })
})

/** Formatter, linter and compiler, on a machine with other load. */
const CHECK_MS_MAX = 600_000

test(
  'test can run a single step, and check reports each of its parts',
  async () => {
    const { code, said } = await runVerb('test', { by: 'npm', args: ['--only', 'check'] })
    expect(said).toMatch(/^ok {4} types$/m)
    expect(said).toMatch(/^check +passed/m)
    expect(said).toMatch(/^0 passed, 0 failed, 0 skipped$/m)
    expect(code).toBe(0)
  },
  CHECK_MS_MAX,
)

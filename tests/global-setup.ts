import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '#db/embedded.ts'
import { prepareTemplate } from './database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's Postgres server; `testDatabase()` creates databases in it. */
    serverUrl: string
  }
}

/** One throwaway Postgres for the whole run, with a migrated database as the template. */
export async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'maru-test-'))
  // Under root, Postgres runs in another account, which must be able to enter.
  chmodSync(folder, 0o755)
  const server = await startEmbedded({ folder, purpose: 'throwaway' })
  await prepareTemplate(server.url)
  project.provide('serverUrl', server.url)
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { startNode } from '#tests/processes/node-process.ts'

/** One server: the shipped Node entry with its own copy of the demo's data. */
export type Installation = {
  url: string
  /** Everything that it has printed, its letters included. */
  said: string[]
  stop(): Promise<void>
}

/**
 * The installations of one worker, one after another. Each file of journeys begins with the untouched demo,
 * so no file depends on another.
 */
export function openInstallations() {
  let current: { file: string; installation: Promise<Installation> } | undefined
  const endings: Promise<void>[] = []
  const leave = () => {
    if (current) endings.push(current.installation.then(({ stop }) => stop()))
  }
  return {
    /** The installation for the journeys of this file. The previous one ends meanwhile. */
    of(file: string): Promise<Installation> {
      if (current?.file !== file) {
        leave()
        current = { file, installation: start() }
      }
      return current.installation
    },
    async close() {
      leave()
      // An installation that did not start has already failed its journey.
      await Promise.allSettled(endings)
    },
  }
}

async function start(): Promise<Installation> {
  const prepared = process.env.MARU_E2E_DATA
  if (!prepared) throw new Error('site/e2e/prepare.ts has not made the data')
  const data = join(prepared, crypto.randomUUID())
  // By `cp`, which keeps Postgres' account as the owner of its files.
  execFileSync('cp', ['-a', join(prepared, 'demo'), data])
  const { url, said, signal, ended } = await startNode({
    MARU_DATA: data,
    // Lets a journey that locks its address send another one (`X-Forwarded-For`).
    TRUSTED_PROXIES: '1',
  })
  return {
    url,
    said,
    async stop() {
      signal('SIGTERM')
      await ended
      rmSync(data, { recursive: true, force: true })
    },
  }
}

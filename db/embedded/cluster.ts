import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Account } from './account.ts'
import type { Purpose } from './settings.ts'

/**
 * Makes the empty cluster on the first start. It is built aside and renamed, so that an interrupted
 * first start leaves nothing that a second one would take for a database.
 */
export function makeCluster(
  cluster: string,
  options: { bin: string; account: Account; password: string; purpose: Purpose },
) {
  if (existsSync(cluster)) return

  const place = dirname(cluster)
  const staging = mkdtempSync(join(place, 'making-'))
  const passwordFile = join(staging, 'password')
  const { uid, gid } = options.account
  try {
    writeFileSync(passwordFile, options.password, { mode: 0o600 })
    if (uid !== undefined && gid !== undefined) {
      for (const path of [staging, passwordFile]) chownSync(path, uid, gid)
    }
    execFileSync(
      join(options.bin, 'initdb'),
      [
        `--pgdata=${join(staging, 'cluster')}`,
        '--username=maru',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // Code point order is the dictionary order of Hangul, and the same on every machine.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        `--lc-ctype=${CTYPE}`,
        '--no-instructions',
        ...(options.purpose === 'throwaway' ? ['--no-sync'] : []),
      ],
      { ...options.account, cwd: '/', stdio: 'pipe' },
    )
    renameSync(join(staging, 'cluster'), cluster)
  } catch (cause) {
    if (existsSync(cluster)) return // Another start was first.
    throw new Error(`The database could not be made in ${place}: ${lastLine(cause)}`, { cause })
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

/** Trigram search takes what a letter is from the C library; under plain C no Hangul would be one. */
const CTYPE = { linux: 'C.UTF-8', darwin: 'UTF-8' }[process.platform as string] ?? 'C'

function lastLine(cause: unknown): string {
  const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : String(cause)
  return said.trim().split('\n').at(-1) ?? 'initdb said nothing.'
}

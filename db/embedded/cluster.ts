import { execFileSync } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { SystemAccount } from './account.ts'
import { installedMajor } from './binaries.ts'
import type { Purpose } from './settings.ts'

/**
 * Makes the empty cluster at the first start. It is built in a temporary folder and renamed, so that after
 * an interrupted first start nothing looks like a database.
 */
export function makeCluster(
  cluster: string,
  options: {
    bin: string
    account: SystemAccount
    password: string
    purpose: Purpose
    say: (text: string) => void
  },
) {
  if (existsSync(cluster)) return

  options.say('Making an empty database …')
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
        // Code point order is the dictionary order of Hangul, and equal on all machines.
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

/** Throws when a file by which Postgres knows a cluster is missing or foreign; changes nothing. */
export function requireWhole(cluster: string) {
  for (const name of ['PG_VERSION', 'global/pg_control']) {
    const path = join(cluster, name)
    if (existsSync(path)) continue
    throw new Error(
      `${path} is missing, so what is in ${cluster} is no whole database: restore the folder from a backup, or move it and postgres.json beside it away to begin with an empty one.`,
    )
  }
  const theirs = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  const ours = installedMajor()
  if (theirs === ours) return
  throw new Error(
    `${join(cluster, 'PG_VERSION')} says that Postgres ${theirs || '(nothing)'} made these data, and this Maru brings Postgres ${ours}: start the Maru that made them and take the data over with its pg_dump, or set MARU_DATA to another folder.`,
  )
}

/** Trigram search asks the C library which characters are letters; under plain C no Hangul would be one. */
const CTYPE = { linux: 'C.UTF-8', darwin: 'UTF-8' }[process.platform as string] ?? 'C'

function lastLine(cause: unknown): string {
  const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : String(cause)
  return said.trim().split('\n').at(-1) ?? 'initdb said nothing.'
}

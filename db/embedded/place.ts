import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Account, accountFor, canEnter } from './account.ts'

/** What a start leaves for the next one, in `postgres.json` of the data folder. */
export type Note = {
  /** The folder that holds the cluster: the data folder, or a shelter that its account can reach. */
  place: string
  password: string
  port?: number
  /** The process that had Postgres started, and the keeper between the two. */
  holder?: { pid: number; keeper: number }
}

/** Where root keeps what an unprivileged account must reach although the checkout is closed to it. */
export const SHELTER = '/var/lib/maru'

export function openNote(folder: string): { note: Note; account: Account; real: string } {
  mkdirSync(folder, { recursive: true })
  const real = realpathSync(folder)
  const known = readNote(real)
  if (known) return { note: known, account: accountFor(join(known.place, 'cluster')), real }

  const account = accountFor(join(real, 'cluster'))
  const place = canEnter(account, real) ? real : shelterOf(real)
  const note = { place, password: randomBytes(24).toString('base64url') }
  writeNote(real, note)
  return { note, account, real }
}

function readNote(folder: string): Note | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'postgres.json'), 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new Error(
      `${join(folder, 'postgres.json')} cannot be read (${error instanceof Error ? error.message : error}): it holds the database password; restore it, or make it readable to this account.`,
      { cause: error },
    )
  }
}

/** Written through to a new file and renamed, so that a crash never leaves half a note. */
export function writeNote(folder: string, note: Note) {
  const path = join(folder, 'postgres.json')
  const staging = `${path}.${process.pid}`
  writeFileSync(staging, `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600, flush: true })
  // A start as root must not lock the folder's owner out of the next one.
  const owner = statSync(folder)
  if (process.getuid?.() === 0) chownSync(staging, owner.uid, owner.gid)
  renameSync(staging, path)
}

function shelterOf(folder: string): string {
  const place = join(SHELTER, createHash('sha256').update(folder).digest('hex').slice(0, 16))
  mkdirSync(place, { recursive: true })
  for (const path of [SHELTER, place]) chmodSync(path, 0o755)
  return place
}

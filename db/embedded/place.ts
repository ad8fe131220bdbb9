import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { accountFor, canEnter, type SystemAccount } from './account.ts'

/** The note of one start for the next, in `postgres.json` of the data folder. */
export type Note = {
  password: string
  /** The folder of the cluster if Postgres' account cannot reach the data folder itself. */
  shelter?: string
  /** Kept so that the address stays the same; absent until a start has succeeded. */
  port?: number
}

/** The folder under root for files that an unprivileged account must reach. */
export const SHELTER = '/var/lib/maru'

export type Place = { folder: string; cluster: string; note: Note; account: SystemAccount }

/** Finds the folder's data, or decides where they will be. */
export function findPlace(asked: string): Place {
  mkdirSync(asked, { recursive: true })
  const folder = realpathSync(asked)
  const note = readNote(folder) ?? makeNote(folder)
  const cluster = join(note.shelter ?? folder, 'cluster')
  if (note.port && !existsSync(cluster)) {
    throw new Error(
      `The database in ${cluster} is gone: restore it, or delete ${noteOf(folder)} to begin with an empty one.`,
    )
  }
  return { folder, cluster, note, account: accountFor(cluster) }
}

function makeNote(folder: string): Note {
  const account = accountFor(join(folder, 'cluster'))
  const shelter = canEnter(account, folder) ? undefined : makeShelter(folder)
  const cluster = join(shelter ?? folder, 'cluster')
  if (existsSync(cluster)) {
    throw new Error(
      `The database in ${cluster} has lost its password, ${noteOf(folder)}: restore that file, or move the database away to begin with an empty one.`,
    )
  }
  const note = { password: randomBytes(24).toString('base64url'), shelter }
  const staged = stage(folder, note)
  try {
    // Unlike a rename, a link lets the first of two simultaneous starts win.
    linkSync(staged, noteOf(folder))
    return note
  } catch (error) {
    const first = readNote(folder)
    if (!first) throw error
    return first
  } finally {
    rmSync(staged)
  }
}

function readNote(folder: string): Note | undefined {
  const path = noteOf(folder)
  if (!existsSync(path)) return undefined
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new Error(
      `${path} holds the database's password but cannot be read (${cause instanceof Error ? cause.message : cause}): make it readable to this account, or restore it.`,
      { cause },
    )
  }
}

export function writeNote(folder: string, note: Note) {
  renameSync(stage(folder, note), noteOf(folder))
}

/** Written to another file and then moved, so that the note is complete or absent. */
function stage(folder: string, note: Note): string {
  const staged = join(folder, `postgres.json.${process.pid}`)
  writeFileSync(staged, `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600, flush: true })
  // After a start as root, the owner of the folder must still be able to start.
  const owner = statSync(folder)
  if (process.getuid?.() === 0) chownSync(staged, owner.uid, owner.gid)
  return staged
}

function noteOf(folder: string) {
  return join(folder, 'postgres.json')
}

/**
 * A folder that was deleted and created again gets a new shelter: people who delete their data expect an
 * empty start, and people who did so by mistake find the old data where they were.
 */
function makeShelter(folder: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  mkdirSync(SHELTER, { recursive: true })
  chmodSync(SHELTER, 0o755)
  for (let nth = 1; ; nth++) {
    const shelter = join(SHELTER, `${name}-${nth}`)
    if (existsSync(shelter)) continue
    mkdirSync(shelter)
    chmodSync(shelter, 0o755)
    return shelter
  }
}

import { execFileSync, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'

/** The account in which Postgres runs. Undefined ids mean the current one. */
export type SystemAccount = { uid?: number; gid?: number }

/**
 * Postgres refuses to run as root, so root runs it in an unprivileged account: the owner of existing data,
 * else the account `postgres`, else `maru` (created at the first start).
 */
export function accountFor(cluster: string): SystemAccount {
  if (process.getuid?.() !== 0) return {}
  const owner = statSync(cluster, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  return lookUp('postgres') ?? lookUp('maru') ?? create('maru')
}

/** Whether the account may enter the folder; the modes of all folders on the path decide. */
export function canEnter(account: SystemAccount, folder: string): boolean {
  const tried = spawnSync('/bin/sh', ['-c', 'cd -P -- "$1"', 'sh', folder], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  })
  if (tried.error) throw cannotSwitch(tried.error)
  return tried.status === 0
}

function lookUp(name: string): SystemAccount | undefined {
  const uid = spawnSync('id', ['-u', name], { encoding: 'utf8' })
  const gid = spawnSync('id', ['-g', name], { encoding: 'utf8' })
  if (uid.status !== 0 || gid.status !== 0) return undefined
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

function create(name: string): SystemAccount {
  try {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell=/usr/sbin/nologin', name],
      {
        stdio: 'pipe',
      },
    )
  } catch (cause) {
    throw new Error(
      'Postgres does not run as root and no account could be made for it: start Maru as an ordinary user, or create an account named "postgres".',
      { cause },
    )
  }
  const made = lookUp(name)
  if (!made) throw new Error(`The account ${name} was made but cannot be found: start Maru again.`)
  return made
}

function cannotSwitch(cause: Error) {
  return new Error(
    'Postgres does not run as root and this process may not switch to another account: start Maru as an ordinary user.',
    { cause },
  )
}

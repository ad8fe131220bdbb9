import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, readText } from './tools.ts'

export const LOCK_FILE = 'package-lock.json'

type Locked = { engines?: Record<string, string>; hasInstallScript?: boolean }
export type Lock = { packages: Record<string, Locked> }

/**
 * npm checks the `engines` of the lock against the Node that runs npm. Only install scripts run there, so
 * only packages with one keep their engines (decision 014).
 */
export function withoutEngines(lock: Lock): { trimmed: Lock; removed: number } {
  let removed = 0
  const packages = Object.entries(lock.packages).map(([path, { engines, ...rest }]) => {
    if (!engines || rest.hasInstallScript) return [path, lock.packages[path]]
    removed++
    return [path, rest]
  })
  return { trimmed: { ...lock, packages: Object.fromEntries(packages) }, removed }
}

/** The name of a locked package: the part after the last `node_modules/` of its path. */
const nameOf = (path: string) => path.split('node_modules/').at(-1) ?? path

/**
 * Packages with an install script that is not allowed by name, and allowed names without a script: adding or
 * updating a package includes a decision about each.
 */
export function scriptFaults(
  lock: Lock = JSON.parse(readText(LOCK_FILE)),
  manifest: { allowScripts?: Record<string, boolean> } = JSON.parse(readText('package.json')),
): string[] {
  const allowed = new Set(Object.keys(manifest.allowScripts ?? {}))
  const scripted = new Set(
    Object.entries(lock.packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => nameOf(path)),
  )
  return [
    ...[...scripted.difference(allowed)].map(
      (name) =>
        `${LOCK_FILE}: ${name} runs a script at installation. Read it, then list it in allowScripts of package.json`,
    ),
    ...[...allowed.difference(scripted)].map(
      (name) => `package.json: allowScripts lists ${name}, which has no script in ${LOCK_FILE}`,
    ),
  ]
}

/** Faults of the lock, and of installed packages on the bundled Node. */
export function engineFaults(): string[] {
  const lock: Lock = JSON.parse(readText(LOCK_FILE))
  const { removed } = withoutEngines(lock)
  const faults = removed > 0 ? [`${LOCK_FILE}: holds engines: run npm run lock:engines`] : []
  const unfit = Object.keys(lock.packages).flatMap((path) => {
    const manifest = `${path}/package.json`
    // Packages for other systems are locked but not installed.
    if (!path || !existsSync(join(ROOT, manifest))) return []
    const wanted: string | undefined = JSON.parse(readText(manifest)).engines?.node
    if (!wanted || admits(wanted, process.versions.node)) return []
    return [`${manifest}: wants Node ${wanted}, and ours is ${process.versions.node}`]
  })
  return [...faults, ...unfit]
}

const BOUND = /^(>=|>|\^|~|<|<=)?\s*v?(\d+)(?:\.(\d+|x|\*))?(?:\.(\d+|x|\*))?$/

/**
 * Whether an npm range admits the version. It understands alternatives of one bound each, which is all that
 * packages use for Node; an unreadable range admits nothing.
 */
export function admits(range: string, version: string): boolean {
  return range.split('||').some((alternative) => admitsOne(alternative.trim(), version))
}

function admitsOne(alternative: string, version: string): boolean {
  if (alternative === '*' || alternative === '') return true
  const [, operator = '', ...parts] = BOUND.exec(alternative) ?? []
  if (!parts[0]) return false
  const wanted = parts.map((part) => Number.parseInt(part ?? '0', 10) || 0)
  const have = version.split('.').map(Number)
  const sameMajor = wanted[0] === have[0]
  if (operator.startsWith('>')) return isAtLeast(have, wanted)
  if (operator === '^') return sameMajor && isAtLeast(have, wanted)
  // Exact versions and upper bounds are rare here; a plain major version is not.
  return operator === '' && parts[1] === undefined && sameMajor
}

function isAtLeast(have: number[], wanted: number[]): boolean {
  const differs = have.findIndex((part, i) => part !== wanted[i])
  return differs === -1 || (have[differs] ?? 0) > (wanted[differs] ?? 0)
}

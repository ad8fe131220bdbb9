import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Account } from './account.ts'
import type { Note } from './place.ts'

/** The process whose Postgres still serves this note's cluster, if it lives and is not gone. */
export function livingHolder(note: Note): number | undefined {
  if (!note.holder) return undefined
  const { pid, keeper } = note.holder
  // Numbers of processes come round again; that this one is still the other's parent does not.
  const lives = process.platform === 'win32' ? isAlive(pid) : parentOf(keeper) === pid
  return lives ? pid : undefined
}

/** Ends what a killed process left behind, gently where possible. Nothing committed is lost by it. */
export function stopLeftover(cluster: string, bin: string, account: Account) {
  const pidFile = join(cluster, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  if (!serves(pid, cluster)) {
    // The number belongs to nobody, or to a stranger whom Postgres would mistake for itself.
    rmSync(pidFile, { force: true })
    return
  }
  for (const mode of ['fast', 'immediate']) {
    spawnSync(
      join(bin, 'pg_ctl'),
      ['stop', '--pgdata', cluster, '--mode', mode, '--wait', '--timeout', '60'],
      { ...account, cwd: '/', stdio: 'ignore' },
    )
    if (!serves(pid, cluster)) return
  }
  throw new Error(
    `A database server from an earlier run (process ${pid}) does not stop: end it with "kill -9 ${pid}" and start Maru again.`,
  )
}

/** Whether this very process is a Postgres on this cluster; its command line names the folder. */
function serves(pid: number, cluster: string): boolean {
  if (process.platform === 'win32') return isAlive(pid)
  return commandOf(pid).includes(cluster)
}

function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return '' // There is no such process.
  }
}

function parentOf(pid: number): number | undefined {
  try {
    if (process.platform !== 'linux') {
      return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }))
    }
    // "pid (name) state ppid …", where the name may hold anything, closing brackets included.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined // There is no such process.
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

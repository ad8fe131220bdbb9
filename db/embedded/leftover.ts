import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { SystemAccount } from './account.ts'
import { commandOf, isAlive, parentOf, runningProcesses, signal } from './processes.ts'

/** How long a Maru that was just told to stop may take before its data count as in use. */
const LEAVING_MS_MAX = 3_000

/** How long processes may take to end after a signal; a backend ends within milliseconds. */
const ENDING_MS_MAX = 10_000

/**
 * Ends the server that a killed process left running, gently if possible; no committed data are lost.
 * Throws when a living process uses the cluster.
 */
export async function stopLeftover(options: {
  folder: string
  cluster: string
  name: string
  bin: string
  account: SystemAccount
}) {
  const { folder, cluster, bin, account } = options
  const pid = await serverAtRest(cluster)
  if (pid) {
    const holder = holderOf(pid, cluster)
    if (holder) {
      throw inUse(folder, ` (process ${holder})`)
    }
    if (serves(pid, cluster)) await stopServer(pid, cluster, bin, account)
    // The process id was reused; Postgres would take that process for a server and refuse to start.
    else if (isAlive(pid)) rmSync(pidFileOf(cluster), { force: true })
  }
  await endOrphans(options.name)
}

export const inUse = (folder: string, by = '') =>
  new Error(
    `The data in ${folder} are in use by a running Maru${by}: stop it, or set MARU_DATA to another folder.`,
  )

/** The server that the cluster names, after a holder that is stopping has had the time to stop. */
async function serverAtRest(cluster: string): Promise<number | undefined> {
  const deadline = Date.now() + LEAVING_MS_MAX
  for (;;) {
    const pid = namedServer(cluster)
    if (!pid || !holderOf(pid, cluster) || Date.now() > deadline) return pid
    await pause(50)
  }
}

function namedServer(cluster: string): number | undefined {
  try {
    return Number(readFileSync(pidFileOf(cluster), 'utf8').split('\n')[0]) || undefined
  } catch {
    return undefined // A clean stop removes the file.
  }
}

function pidFileOf(cluster: string) {
  return join(cluster, 'postmaster.pid')
}

/** How a keeper names its holder (`server.ts`); the bracket prevents that 1 is found in 12. */
export function heldBy(pid: number) {
  return `maru (for process ${pid})`
}

/** The living process that had this server started, if there is one. */
function holderOf(pid: number, cluster: string): number | undefined {
  if (!serves(pid, cluster)) return undefined
  if (process.platform === 'win32') return pid // No keeper there: better refuse than end a server in use.
  const keeper = parentOf(pid)
  const holder = keeper && parentOf(keeper)
  // When the holder dies its keeper gets another parent, so a reused process id cannot match.
  return holder && commandOf(keeper).includes(heldBy(holder)) ? holder : undefined
}

/** Whether this very process is a Postgres on this cluster: its command line names the folder. */
function serves(pid: number, cluster: string): boolean {
  if (process.platform === 'win32') return isAlive(pid)
  return commandOf(pid).includes(cluster)
}

async function stopServer(pid: number, cluster: string, bin: string, account: SystemAccount) {
  for (const mode of ['fast', 'immediate']) {
    spawnSync(
      join(bin, 'pg_ctl'),
      ['stop', '--pgdata', cluster, '--mode', mode, '--wait', '--timeout', '60'],
      { ...account, cwd: '/', stdio: 'ignore' },
    )
    // pg_ctl returns when the server has removed its file, shortly before the process ends.
    if (await holds(() => !serves(pid, cluster))) return
  }
  throw new Error(
    `A database server from an earlier run (process ${pid}) does not stop: end it with "kill -9 ${pid}" and start Maru again.`,
  )
}

/** Busy backends of a killed server run on for a while; the next server must not start beside them. */
async function endOrphans(name: string) {
  // An ended process has no title, even before its parent collects it.
  const orphans = () =>
    runningProcesses().filter(({ command }) => command.startsWith(`postgres: ${name}:`))
  for (const { pid } of orphans()) signal(pid, 'SIGQUIT')
  if (await holds(() => orphans().length === 0)) return
  const pids = orphans().map(({ pid }) => pid)
  throw new Error(
    `Database processes from an earlier run do not end: end them with "kill -9 ${pids.join(' ')}" and start Maru again.`,
  )
}

/** Whether the condition becomes true within the time that ending processes may take. */
async function holds(condition: () => boolean): Promise<boolean> {
  const deadline = Date.now() + ENDING_MS_MAX
  while (!condition()) {
    if (Date.now() > deadline) return false
    await pause(20)
  }
  return true
}

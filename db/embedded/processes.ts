import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

// Linux has in /proc what other systems show through `ps`, which a small Debian does not have.

export type Running = { pid: number; command: string }

/** All processes that the system shows; none on Windows. */
export function runningProcesses(): Running[] {
  if (process.platform === 'win32') return []
  if (process.platform === 'linux') {
    return readdirSync('/proc')
      .map(Number)
      .filter(Number.isInteger)
      .map((pid) => ({ pid, command: commandOf(pid) }))
  }
  return ps('-ax', '-ww', '-o', 'pid=,command=')
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(.*)$/.exec(line))
    .map((match) => ({ pid: Number(match?.[1]), command: match?.[2] ?? '' }))
}

/** The command line of a process, empty if there is no such process. */
export function commandOf(pid: number): string {
  if (process.platform !== 'linux') return ps('-ww', '-o', 'command=', '-p', String(pid))
  return read(`/proc/${pid}/cmdline`)
}

export function parentOf(pid: number): number | undefined {
  if (process.platform !== 'linux') return Number(ps('-o', 'ppid=', '-p', String(pid))) || undefined
  // "pid (name) state ppid …", where the name may contain any character, closing brackets too.
  const stat = read(`/proc/${pid}/stat`)
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) || undefined
}

export function isAlive(pid: number): boolean {
  return signal(pid, 0)
}

/** Returns whether the signal could be sent. */
export function signal(pid: number, what: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, what)
  } catch {
    return false // There is no such process, or it belongs to another user.
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // The process ended while we asked.
  }
}

function ps(...args: string[]): string {
  try {
    return execFileSync('ps', args, { encoding: 'utf8' })
  } catch {
    return '' // `ps` fails when no process fits.
  }
}

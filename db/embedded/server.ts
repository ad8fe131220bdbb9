import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { SystemAccount } from './account.ts'
import { heldBy } from './leftover.ts'

/**
 * The keeper is a process between Maru and Postgres. It stops Postgres when its input closes, which the
 * system does even when Maru is killed. Keeper and Postgres have a session of their own, so a Ctrl-C in the
 * terminal reaches only Maru, and open requests end before their database does.
 */
const KEEPER = `
trap '' INT TERM HUP
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
( while read -r line <&3; do :; done; kill -INT "$server" ) &
watcher=$!
exec 3<&- 0</dev/null
wait "$server"
code=$?
kill "$watcher" 2>/dev/null
exit "$code"
`

const LAST_LINES = 20

export type Server = {
  stop(): Promise<void>
  /** Its last message if it failed by itself (because of a full disk, for example). */
  panic(): string | undefined
}

/** Starts Postgres and resolves when it accepts connections; otherwise throws with its message. */
export async function runServer(options: {
  bin: string
  cluster: string
  args: string[]
  account: SystemAccount
  log: (line: string) => void
}): Promise<Server> {
  const { bin, cluster } = options
  const command = [join(bin, 'postgres'), '-D', cluster, ...options.args]
  const child =
    process.platform === 'win32'
      ? spawn(command[0] ?? '', command.slice(1), { stdio: ['pipe', 'ignore', 'pipe'] })
      : spawn('/bin/sh', ['-c', KEEPER, heldBy(process.pid), ...command], {
          ...options.account,
          cwd: '/',
          detached: true,
          stdio: ['pipe', 'ignore', 'pipe'],
        })
  const exited = once(child, 'exit')
  let panic: string | undefined
  let isBroken = false
  let isTold = false
  /** If told to stop during the recovery from a panic, Postgres 18 waits for ever; its data are on the disk. */
  const cutShort = () => {
    if (isTold && isBroken) killAll(child)
  }
  const hear = (line: string) => {
    if (/\bPANIC: /.test(line)) {
      panic = reasonIn(line)
      isBroken = true
      cutShort()
    } else if (isReady(line)) isBroken = false
    options.log(line)
  }
  await ready(child, hear)
  return {
    panic: () => panic,
    async stop() {
      if (process.platform === 'win32') {
        spawnSync(join(bin, 'pg_ctl'), ['stop', '-D', cluster, '-m', 'fast', '-w'])
      }
      child.stdin?.end()
      isTold = true
      cutShort()
      await exited
    },
  }
}

function ready(child: ChildProcess, log: (line: string) => void): Promise<void> {
  const said: string[] = []
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', () => reject(new StartFailure(said)))
    if (!child.stderr) throw new Error('Postgres was started without its log.')
    createInterface({ input: child.stderr }).on('line', (line) => {
      log(line)
      said.push(line)
      if (said.length > LAST_LINES) said.shift()
      if (isReady(line)) resolve()
    })
  })
}

/** Kills the server and the keeper in its process group. The other processes notice and end. */
function killAll(child: ChildProcess) {
  if (process.platform === 'win32' || !child.pid) return void child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL')
}

const isReady = (line: string) => line.includes('database system is ready to accept connections')
const reasonIn = (line: string) => line.replace(/^.*?(FATAL|PANIC|ERROR): +/, '')

export class StartFailure extends Error {
  override name = 'StartFailure'
  readonly portTaken: boolean
  /** Another server started first, after we had looked for one. */
  readonly inUse: boolean

  constructor(said: string[]) {
    const reason = said.findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ?? said.at(-1) ?? ''
    super(reasonIn(reason))
    this.inUse = said.some((line) => /lock file "postmaster\.pid" already exists/.test(line))
    // A port can also be lost between binding and listening, which Postgres says in other words.
    this.portTaken = said.some((line) => /could not (bind|create any TCP\/IP sockets)/.test(line))
  }
}

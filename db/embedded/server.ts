import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Account } from './account.ts'
import { heldBy } from './leftover.ts'

/**
 * The keeper stands between us and Postgres and stops it when its input closes, which the system
 * does for us even when we are killed. It and Postgres have a session of their own, so that a Ctrl-C
 * in the terminal reaches only us and open requests end before their database does.
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

export type Server = { stop(): Promise<void> }

/** Starts Postgres and resolves when it accepts connections; throws what it said when it does not. */
export async function runServer(options: {
  bin: string
  cluster: string
  args: string[]
  account: Account
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
  await ready(child, options.log)
  return {
    async stop() {
      if (process.platform === 'win32') {
        spawnSync(join(bin, 'pg_ctl'), ['stop', '-D', cluster, '-m', 'fast', '-w'])
      }
      child.stdin?.end()
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
      if (line.includes('database system is ready to accept connections')) resolve()
    })
  })
}

export class StartFailure extends Error {
  override name = 'StartFailure'
  readonly portTaken: boolean

  constructor(said: string[]) {
    const reason = said.findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ?? said.at(-1) ?? ''
    super(reason.replace(/^.*?(FATAL|PANIC|ERROR): +/, ''))
    this.portTaken = said.some((line) => line.includes('could not bind'))
  }
}

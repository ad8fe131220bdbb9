import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, readFileSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { ROOT } from '../../scripts/tools.ts'

const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
export const VERBS = Object.keys(MANIFEST.scripts)

/** The Node of the machine, which a new user has; not the one in node_modules. */
export const SYSTEM_NODE = systemNode()

function systemNode(): string {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const node = join(folder, 'node')
    if (isExecutable(node) && !realpathSync(node).includes('node_modules')) return node
  }
  throw new Error('There is no Node beside ours in PATH: npm needs one, so there must be.')
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

export type Asked = {
  args?: string[]
  env?: Record<string, string>
  input?: string
  /** `npm` runs `npm run verb -- args`; `node` avoids npm, which would put the bundled Node first. */
  by?: 'npm' | 'node'
  /** Another account, to which only root can switch. */
  as?: { uid?: number; gid?: number }
}

/** Starts a verb in its own process group, like a terminal, with only the variables of a new user. */
export function startVerb(
  verb: string,
  { args = [], env = {}, by = 'node', as = {} }: Asked,
): ChildProcess {
  const [command, ...before] =
    by === 'npm' ? ['npm', 'run', '--silent', verb, '--'] : [SYSTEM_NODE, 'scripts/run.mjs', verb]
  return spawn(command ?? '', [...before, ...args], {
    cwd: ROOT,
    detached: true,
    ...as,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: [dirname(SYSTEM_NODE), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
      HOME: process.env.HOME ?? '/',
      ...env,
    },
  })
}

export type Ended = { code: number | null; signal: string | null; said: string }

/** Runs a verb to its end. */
export async function runVerb(verb: string, asked: Asked = {}): Promise<Ended> {
  const child = startVerb(verb, asked)
  child.stdin?.end(asked.input ?? '')
  return await ending(child)
}

/** The whole output of a verb, and how it ended. */
export async function ending(child: ChildProcess): Promise<Ended> {
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => {
      said += text
    })
  const [code, signal] = await once(child, 'close')
  return { code, signal, said }
}

/** Resolves with the first matching line; throws the whole output if the process ends without one. */
export function line(child: ChildProcess, fits: RegExp): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => {
        said += text
        const found = said.split('\n').find((one) => fits.test(one))
        if (found) resolve(found)
      })
    child.once('close', () => reject(new Error(`It ended without ${fits}:\n${said}`)))
  })
}

/** Signals every process of the group, as Ctrl-C in a terminal does. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals) {
  if (child.pid && child.exitCode === null && child.signalCode === null)
    process.kill(-child.pid, signal)
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ROOT } from '../../scripts/tools.ts'

export type NodeProcess = {
  url: string
  pid: number
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | string>
  signal(name: NodeJS.Signals): void
  /** Everything that it has printed so far. */
  said: string[]
  /** Stops reading its output. */
  unheard(): void
}

/** Maru as `npm start` runs it, in a separate process on a free port. */
export async function startNode(env: Record<string, string>): Promise<NodeProcess> {
  for (;;) {
    const started = await tryPort(await freePort(), env)
    if (started) return started
  }
}

/** Undefined if another program took the port between the check and the start. */
async function tryPort(port: number, env: Record<string, string>) {
  const url = `http://127.0.0.1:${port}`
  const child = spawn(
    process.execPath,
    [join(ROOT, 'scripts', 'run.mjs'), 'start', '--without-site'],
    {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        PORT: String(port),
        PUBLIC_URL: url,
        LOG_LEVEL: 'error',
        // As under npm, it stops by itself if the process that started it is killed.
        npm_lifecycle_event: 'start',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const ended = endOf(child)
  const said: string[] = []
  const ready = new Promise<boolean>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface(stream).on('line', (line) => {
        said.push(line)
        if (line.startsWith('Maru runs at')) resolve(true)
      })
    void ended.then(() => resolve(false))
  })
  if (await ready) {
    let asked = false
    // Otherwise a test shows only a refused connection after a crash.
    void ended.then((how) => {
      if (!asked) console.error(`${url} ended unasked (${how}):\n${said.join('\n')}`)
    })
    const signal = (name: NodeJS.Signals) => {
      asked = true
      child.kill(name)
    }
    const unheard = () => {
      for (const stream of [child.stdout, child.stderr]) stream.destroy()
    }
    return { url, pid: child.pid ?? 0, ended, signal, said, unheard }
  }
  if (said.join('\n').includes('is taken')) return undefined
  throw new Error(`Maru did not start:\n${said.join('\n')}`)
}

async function endOf(child: ChildProcess): Promise<number | string> {
  const [code, signal] = await once(child, 'exit')
  return code ?? signal
}

/** A port that is free at this moment. */
export function freePort(): Promise<number> {
  const probe = createServer()
  return new Promise((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      if (address === null || typeof address === 'string') return reject(new Error('no port'))
      probe.close(() => resolve(address.port))
    })
  })
}

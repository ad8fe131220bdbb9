import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'

export const REDIS_MISSING = 'not run: apt-get install redis-server'

export type RedisServer = {
  url: string
  port: number
  pid: number
  /** Signals Redis itself: SIGSTOP freezes it, SIGCONT continues it. */
  signal(name: NodeJS.Signals): void
  close(): Promise<void>
}

/** A Redis that a test can kill and start again at the same address. */
export type MortalRedis = Omit<RedisServer, 'close' | 'pid'> & {
  kill(): Promise<void>
  restart(): Promise<void>
  close(): Promise<void>
}

/**
 * Debian's Redis on a free port, without persistence. Undefined if it is not installed: the suite then says
 * so. Under CI that is an error, because a check that silently did not run proves nothing.
 */
export async function startRedis(): Promise<RedisServer | undefined> {
  if (!isInstalled('redis-server')) {
    if (process.env.CI === 'true') throw new Error(`Redis suites ${REDIS_MISSING}`)
    return undefined
  }
  for (;;) {
    const server = await tryPort(await freePort())
    if (server) return server
  }
}

export async function startMortalRedis(): Promise<MortalRedis | undefined> {
  let server = await startRedis()
  if (!server) return undefined
  const { url, port } = server
  return {
    url,
    port,
    signal: (name) => server?.signal(name),
    kill: async () => {
      server?.signal('SIGKILL')
      await server?.close()
    },
    restart: async () => {
      server = await tryPort(port)
      if (!server) throw new Error(`Somebody took port ${port}.`)
    },
    close: async () => server?.close(),
  }
}

/** Undefined if another program took the port between the check and the start. */
function tryPort(port: number): Promise<RedisServer | undefined> {
  const options = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
  ]
  // The shell waits on our pipe: when the test process ends in any way, the pipe closes and Redis ends too.
  const script = 'redis-server "$@" & echo "pid $!"; read _; kill -KILL $! 2> /dev/null; wait'
  const child = spawn('sh', ['-c', script, 'sh', ...options], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const close = async () => {
    child.stdin.end()
    await ended
  }
  let pid = 0
  const signal = (name: NodeJS.Signals) => void process.kill(pid, name)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('pid ')) pid = Number(line.slice(4))
      if (line.includes('Ready to accept connections'))
        resolve({ url: `redis://127.0.0.1:${port}`, port, pid, signal, close })
      if (line.includes('Address already in use')) void close().then(() => resolve(undefined))
      if (line.includes('FATAL')) void close().then(() => reject(new Error(line)))
    })
  })
}

function isInstalled(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      if (address === null || typeof address === 'string') return reject(new Error('no port'))
      probe.close(() => resolve(address.port))
    })
  })
}

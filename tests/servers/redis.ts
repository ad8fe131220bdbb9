import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'

export const REDIS_MISSING = 'not run: apt-get install redis-server'

export type RedisServer = { url: string; port: number; close(): Promise<void> }

/**
 * Debian's own Redis on a free port, keeping nothing. Undefined where it is not installed: the suite
 * then says so. Under CI that is an error, for a check that silently did not run has proved nothing.
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

/** Undefined when someone took the port between our look and our start. */
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
  // The shell waits on our pipe: however the test process ends, the pipe closes and Redis goes too.
  const script = 'redis-server "$@" & read _; kill $!; wait'
  const child = spawn('sh', ['-c', script, 'sh', ...options], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const close = async () => {
    child.stdin.end()
    await ended
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    createInterface(child.stdout).on('line', (line) => {
      if (line.includes('Ready to accept connections'))
        resolve({ url: `redis://127.0.0.1:${port}`, port, close })
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

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

// npm run bench -- --start: how long a second `npm start` takes, from the command to its address, and how
// fast the machine is meanwhile.

const ROOT = join(import.meta.dirname, '..')
const STARTS = 5
/** The limit for a second start on a quiet machine. */
const BAR_SECONDS = 3

const folder = mkdtempSync(join(tmpdir(), 'maru-start-'))
const env = { ...process.env, MARU_DATA: folder, PORT: String(await freePort()) }
try {
  console.log(`First start: ${seconds(await start())}`)
  const taken: number[] = []
  const noise: number[] = []
  for (let nth = 1; nth <= STARTS; nth++) {
    noise.push(spin())
    taken.push(await start())
  }
  console.log(`Second start, ${STARTS} times: ${inOrder(taken).map(seconds).join(', ')}`)
  console.log(`Median ${seconds(median(taken))}, bar ${BAR_SECONDS} s`)
  const [least = 0] = inOrder(noise)
  console.log(
    `Noise: the same work took ${Math.round((100 * Math.max(...noise)) / least)} % of its best; load ${loadavg()[0]?.toFixed(1)}`,
  )
  if (median(taken) > BAR_SECONDS * 1000) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Milliseconds from `npm start` to its address. The process is stopped with a terminal's signal. */
async function start(): Promise<number> {
  const began = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: ROOT,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const ready = new Promise<number>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('Maru runs at')) resolve(performance.now() - began)
    })
  })
  const took = await Promise.race([ready, ended.then(() => undefined)])
  if (took === undefined) throw new Error('Maru did not start; why stands above.')
  if (child.pid) process.kill(-child.pid, 'SIGINT')
  await ended
  return took
}

/** Milliseconds for a fixed piece of work: differences between runs are other load on the machine. */
function spin(): number {
  const began = performance.now()
  let sum = 0
  for (let n = 0; n < 100_000_000; n++) sum = (sum + n) % 1_000_003
  return performance.now() - began + (sum < 0 ? 1 : 0)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  return typeof address === 'object' && address ? address.port : 0
}

function inOrder(values: number[]): number[] {
  return values.toSorted((a, b) => a - b)
}

function median(values: number[]): number {
  return inOrder(values)[values.length >> 1] ?? 0
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}

import { scryptSync } from 'node:crypto'
import { getPriority, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import type { HashJob } from './hasher-node.ts'
import { memoryFor } from './scrypt-memory.ts'

const nice: number = workerData.nice

// Only Linux has a priority per thread; elsewhere this would slow the whole process down.
if (process.platform === 'linux' && getPriority() < nice) setPriority(nice)

parentPort?.on('message', ({ password, salt, cost, bytes }: HashJob) => {
  const { n, r, p } = cost
  const key = scryptSync(password, salt, bytes, { N: n, r, p, maxmem: memoryFor(cost) })
  parentPort?.postMessage(key)
})

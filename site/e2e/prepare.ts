import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startNode } from '#tests/processes/node-process.ts'

// Prepares the data with which every installation begins: the demo of a first start, made once.

const folder = mkdtempSync(join(tmpdir(), 'maru-e2e-'))
// As root, Postgres runs under another account, which must be able to enter the folder.
chmodSync(folder, 0o755)
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
  process.once(signal, () => process.exit(0))

const demo = join(folder, 'demo')
mkdirSync(demo)
const first = await startNode({ MARU_DATA: demo })
first.signal('SIGTERM')
await first.ended
console.log(`prepared ${folder}`)
// Keeps this process, and so the folder, alive.
setInterval(() => undefined, 60_000)

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { commandOf, ROOT, toolEnvironment } from './tools.ts'

// npm run dev: the API restarts and the pages reload when their sources change.
const SITE = 'http://localhost:4321'

const children = [
  spawnNode(['--watch', '--watch-preserve-output', 'scripts/start.ts', '--without-site'], {
    // Cookies and the origin check belong to the address in the browser, which is Astro's here.
    PUBLIC_URL: process.env.PUBLIC_URL || SITE,
  }),
  spawnNode([commandOf('astro'), 'dev', '--port', new URL(SITE).port]),
]
console.log(`Open ${SITE}; the API answers there under /api.`)

// A terminal's Ctrl-C reaches the children by itself; either one's end is the end of both.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', endAll)
await Promise.race(children.map((child) => once(child, 'exit')))
endAll()

function spawnNode(args: string[], more: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env: toolEnvironment(more) })
}

function endAll() {
  for (const child of children) child.kill('SIGTERM')
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { otherThan, requirePort } from './port.ts'
import { commandOf, ROOT, toolEnvironment } from './tools.ts'
import type { Verb } from './verb.ts'

const PORT = '4321'
const PORT_MAX = 65_535

export const verb: Verb = {
  usage: `Serves with reload: the API restarts and the pages reload when their sources change.

  --port ${PORT}   where the pages are; the API's own port is PORT`,
  options: { port: { type: 'string' } },
  async run({ values }) {
    const port = portIn(String(values.port ?? PORT))
    // Astro would choose another port by itself, and people would open another program at this one.
    await requirePort(port, 'localhost', `npm run dev -- --port ${otherThan(port)}`)
    const site = `http://localhost:${port}`
    const children = [
      spawnNode(
        ['--watch', '--watch-preserve-output', 'scripts/run.mjs', 'start', '--without-site'],
        // Cookies and the origin check use the address in the browser, which is Astro's here.
        { PUBLIC_URL: process.env.PUBLIC_URL || site },
      ),
      spawnNode([commandOf('astro'), 'dev', '--port', String(port)]),
    ]
    const endAll = () => {
      for (const child of children) child.kill('SIGTERM')
    }
    console.log(`Open ${site}; the API answers there under /api.`)
    // A terminal's Ctrl-C reaches the children by itself; when one ends, both end.
    process.on('SIGINT', () => undefined)
    process.on('SIGTERM', endAll)
    await Promise.race(children.map((child) => once(child, 'exit')))
    endAll()
    return true
  },
}

function portIn(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port <= PORT_MAX) return port
  throw new Error(`--port takes a number, 1 to ${PORT_MAX}.`)
}

function spawnNode(args: string[], more: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env: toolEnvironment(more) })
}

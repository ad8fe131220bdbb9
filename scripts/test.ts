import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isInstalled, PREREQUISITES } from './prerequisites.ts'
import {
  type Counts,
  countPlaywright,
  countVitest,
  failuresOfPlaywright,
  failuresOfVitest,
  NONE,
  sum,
} from './reports.ts'
import { ROOT, runTool, type Tool, toolEnvironment } from './tools.ts'
import type { Verb } from './verb.ts'

// npm test: all tests, the fast ones first. Every step runs, so that one run shows all failures. Under
// CI=true nothing may be left out.

type Outcome = 'passed' | 'failed' | 'not run'
type Result = {
  name: string
  outcome: Outcome
  counts: Counts
  seconds: number
  why: string
  failures: string[]
}

const JOURNEYS = 'site/e2e/playwright.config.ts'

const STEPS = ['check', 'vitest', 'build', 'workerd', 'journeys'] as const
type Step = (typeof STEPS)[number]

export const verb: Verb = {
  usage: `Runs every test there is, in the order in which they get slower. Under CI=true nothing may be left out.

  --only ${STEPS.join('|')}   one step; may be given more than once`,
  options: { only: { type: 'string', multiple: true } },
  async run({ values }) {
    const only = [values.only ?? STEPS].flat()
    const steps = STEPS.filter((name) => only.includes(name))
    if (steps.length < new Set(only).size)
      throw new Error(`--only takes one of: ${STEPS.join(', ')}.`)
    return await runAll(new Set(steps))
  },
}

let reports: string
const missing = PREREQUISITES.filter((prerequisite) => !isInstalled(prerequisite))
const results: Result[] = []

async function runAll(steps: Set<Step>): Promise<boolean> {
  reports = mkdtempSync(join(tmpdir(), 'maru-reports-'))
  const step = async (name: Step, run: (() => Promise<Run>) | string) =>
    steps.has(name) && (await record(name, run))
  if (steps.has('vitest') || steps.has('journeys')) results.push(...missing.map(asResult))
  await step('check', () => runVerb('check'))
  await step('vitest', () => vitest('vitest', ['pure', 'engines']))
  const hasSite = await step('build', () => runVerb('build'))
  const whyNot = hasSite || !steps.has('build') ? undefined : 'the site did not build'
  await step('workerd', whyNot ?? (() => vitest('workerd', ['workerd'])))
  await step('journeys', whyNot ?? whyNoJourneys() ?? journeys)
  rmSync(reports, { recursive: true })
  return report()
}

type Run = { passed: boolean; counts?: Counts; failures?: string[] }

/** How to read a tool's report. */
type Reader = { count: (json: string) => Counts; failures: (json: string) => string[] }

/** Runs a step, or records why it does not run. Returns whether it passed. */
async function record(name: string, run: (() => Promise<Run>) | string): Promise<boolean> {
  if (typeof run === 'string') {
    results.push({ name, outcome: 'not run', counts: NONE, seconds: 0, why: run, failures: [] })
    return false
  }
  console.log(`\n── ${name}`)
  const started = Date.now()
  const { passed, counts = NONE, failures = [] } = await run()
  const seconds = Math.round((Date.now() - started) / 1000)
  results.push({ name, outcome: passed ? 'passed' : 'failed', counts, seconds, why: '', failures })
  return passed
}

async function runVerb(verb: string): Promise<Run> {
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'run.mjs'), verb], {
    cwd: ROOT,
    stdio: 'inherit',
  })
  const [code] = await once(child, 'exit')
  return { passed: code === 0 }
}

function vitest(name: string, projects: string[]): Promise<Run> {
  const file = join(reports, `${name}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const only = projects.map((project) => `--project=${project}`)
  return counted('vitest', ['run', ...only, ...reporters], file, {
    count: countVitest,
    failures: failuresOfVitest,
  })
}

function journeys(): Promise<Run> {
  const file = join(reports, 'journeys.json')
  return counted(
    'playwright',
    ['test', '-c', JOURNEYS, '--reporter=line,json'],
    file,
    { count: countPlaywright, failures: failuresOfPlaywright },
    {
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    },
  )
}

/** A tool that fails without a failed test (it could not start, for example) counts as one failure. */
async function counted(
  tool: Tool,
  args: string[],
  file: string,
  { count, failures }: Reader,
  env: Record<string, string> = {},
): Promise<Run> {
  const succeeded = await runTool(tool, args, { env: toolEnvironment(env) })
  const json = existsSync(file) ? readFileSync(file, 'utf8') : undefined
  const counts = json ? count(json) : NONE
  const passed = succeeded && counts.failed === 0
  if (passed) return { passed, counts }
  const atLeastOne = { ...counts, failed: Math.max(1, counts.failed) }
  return { passed, counts: atLeastOne, failures: json ? failures(json) : [] }
}

function whyNoJourneys(): string | undefined {
  const browser = missing.find(({ name }) => name === 'chromium')
  if (browser) return browser.install
  return existsSync(join(ROOT, JOURNEYS)) ? undefined : `${JOURNEYS} is not there`
}

function asResult(prerequisite: (typeof PREREQUISITES)[number]): Result {
  const why = `${prerequisite.for} need it: ${prerequisite.install}`
  return {
    name: prerequisite.name,
    outcome: 'not run',
    counts: NONE,
    seconds: 0,
    why,
    failures: [],
  }
}

/** Prints the table and the failures at the end of a long log; returns whether everything passed. */
function report(): boolean {
  console.log('\nstep               outcome   passed  failed  skipped   time')
  for (const { name, outcome, counts, seconds, why } of results) {
    const numbers = [counts.passed, counts.failed, counts.skipped]
      .map((count) => String(count).padStart(8))
      .join('')
    const time = `${seconds} s`.padStart(8)
    console.log(`${name.padEnd(18)} ${outcome.padEnd(8)} ${numbers} ${time}  ${why}`)
  }
  for (const { name, failures } of results)
    for (const failure of failures) console.log(`${name} failed: ${failure}`)
  const isStrict = process.env.CI === 'true'
  const isBad = ({ outcome }: Result) => outcome === 'failed' || (isStrict && outcome === 'not run')
  // A step without counts that failed or did not run must show in the last line too.
  const total = sum(
    results.map(({ outcome, counts }) => {
      if (outcome === 'not run') return isStrict ? { ...NONE, failed: 1 } : { ...NONE, skipped: 1 }
      return outcome === 'failed' && counts.failed === 0 ? { ...counts, failed: 1 } : counts
    }),
  )
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
  return !results.some(isBad)
}

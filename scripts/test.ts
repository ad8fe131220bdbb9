import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isInstalled, PREREQUISITES } from './prerequisites.ts'
import { type Counts, countPlaywright, countVitest, NONE, sum } from './reports.ts'
import { ROOT, runTool, type Tool, toolEnvironment } from './tools.ts'

// npm test: everything that can be shown, in the order in which it gets slower. Every step runs, so
// that one run shows all there is to mend. Under CI=true nothing may be left out.

type Outcome = 'passed' | 'failed' | 'not run'
type Result = { name: string; outcome: Outcome; counts: Counts; seconds: number; why: string }

/** Tests of the built product on workerd; they need dist/site, all others do not. */
const ON_WORKERD = 'tests/edge'
const JOURNEYS = 'site/e2e/playwright.config.ts'

const reports = mkdtempSync(join(tmpdir(), 'maru-reports-'))
const missing = PREREQUISITES.filter((prerequisite) => !isInstalled(prerequisite))
const results: Result[] = []

results.push(...missing.map(asResult))
await step('check', () => runScript('check.ts'))
await step('vitest', () => vitest('vitest', ['--exclude', `${ON_WORKERD}/**`]))
const hasSite = await step('site build', () => runScript('build.ts'))
const whyNot = hasSite ? undefined : 'the site did not build'
await step('workerd', whyNot ?? (() => vitest('workerd', [ON_WORKERD])))
await step('browser journeys', whyNot ?? whyNoJourneys() ?? journeys)

rmSync(reports, { recursive: true })
report()

type Run = { passed: boolean; counts?: Counts }

/** Runs and records a step, or records why it does not run. Says whether it passed. */
async function step(name: string, run: (() => Promise<Run>) | string): Promise<boolean> {
  if (typeof run === 'string') {
    results.push({ name, outcome: 'not run', counts: NONE, seconds: 0, why: run })
    return false
  }
  console.log(`\n── ${name}`)
  const started = Date.now()
  const { passed, counts = NONE } = await run()
  const seconds = Math.round((Date.now() - started) / 1000)
  results.push({ name, outcome: passed ? 'passed' : 'failed', counts, seconds, why: '' })
  return passed
}

async function runScript(script: string): Promise<Run> {
  const child = spawn(process.execPath, [join(ROOT, 'scripts', script)], {
    cwd: ROOT,
    stdio: 'inherit',
  })
  const [code] = await once(child, 'exit')
  return { passed: code === 0 }
}

function vitest(name: string, args: string[]): Promise<Run> {
  const file = join(reports, `${name}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  return counted('vitest', ['run', ...args, ...reporters], file, countVitest)
}

function journeys(): Promise<Run> {
  const file = join(reports, 'journeys.json')
  return counted(
    'playwright',
    ['test', '-c', JOURNEYS, '--reporter=line,json'],
    file,
    countPlaywright,
    {
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    },
  )
}

/** A tool that fails without a failed test (it could not start, say) counts as one failure. */
async function counted(
  tool: Tool,
  args: string[],
  file: string,
  count: (json: string) => Counts,
  env: Record<string, string> = {},
): Promise<Run> {
  const succeeded = await runTool(tool, args, { env: toolEnvironment(env) })
  const counts = existsSync(file) ? count(readFileSync(file, 'utf8')) : NONE
  const passed = succeeded && counts.failed === 0
  return { passed, counts: passed ? counts : { ...counts, failed: Math.max(1, counts.failed) } }
}

function whyNoJourneys(): string | undefined {
  const browser = missing.find(({ name }) => name === 'chromium')
  if (browser) return browser.install
  return existsSync(join(ROOT, JOURNEYS)) ? undefined : `${JOURNEYS} is not there`
}

function asResult(prerequisite: (typeof PREREQUISITES)[number]): Result {
  const why = `${prerequisite.for} need it: ${prerequisite.install}`
  return { name: prerequisite.name, outcome: 'not run', counts: NONE, seconds: 0, why }
}

function report() {
  console.log('\nstep               outcome   passed  failed  skipped   time')
  for (const { name, outcome, counts, seconds, why } of results) {
    const numbers = [counts.passed, counts.failed, counts.skipped]
      .map((count) => String(count).padStart(8))
      .join('')
    const time = `${seconds} s`.padStart(8)
    console.log(`${name.padEnd(18)} ${outcome.padEnd(8)} ${numbers} ${time}  ${why}`)
  }
  const isStrict = process.env.CI === 'true'
  const isBad = ({ outcome }: Result) => outcome === 'failed' || (isStrict && outcome === 'not run')
  if (results.some(isBad)) process.exitCode = 1
  // A step that failed or did not run without having counted anything must show in the last line too.
  const total = sum(
    results.map(({ outcome, counts }) => {
      if (outcome === 'not run') return isStrict ? { ...NONE, failed: 1 } : { ...NONE, skipped: 1 }
      return outcome === 'failed' && counts.failed === 0 ? { ...counts, failed: 1 } : counts
    }),
  )
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
}

import { basename } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

export type Counts = { passed: number; failed: number; skipped: number }

export const NONE: Counts = { passed: 0, failed: 0, skipped: 0 }

export function sum(all: Counts[]): Counts {
  return all.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
    }),
    NONE,
  )
}

type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: {
    name?: string
    status: string
    message?: string
    assertionResults: { status: string; fullName?: string; failureMessages?: string[] }[]
  }[]
}

/** A file that cannot be loaded has no tests to count; it counts as one failure. */
export function countVitest(json: string): Counts {
  const report: VitestReport = JSON.parse(json)
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** A line for each failed test, and for each file that could not be loaded. */
export function failuresOfVitest(json: string): string[] {
  const report: VitestReport = JSON.parse(json)
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (status === 'failed' && failed.length === 0) return [line(name, 'the file', message)]
    return failed.map((test) => line(name, test.fullName, test.failureMessages?.[0]))
  })
}

type PlaywrightError = { message?: string; location?: { file: string; line: number } }

type PlaywrightSuite = {
  suites?: PlaywrightSuite[]
  specs?: {
    ok: boolean
    file: string
    title: string
    tests: { results: { error?: PlaywrightError }[] }[]
  }[]
}

type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  errors: { message?: string }[]
  suites?: PlaywrightSuite[]
}

/** A line for each failed journey, and for each error outside of journeys. */
export function failuresOfPlaywright(json: string): string[] {
  const { errors, suites = [] }: PlaywrightReport = JSON.parse(json)
  const failed = suites.flatMap(specsOf).filter(({ ok }) => !ok)
  return [
    ...failed.map(({ file, title, tests }) =>
      line(
        file,
        title,
        withPlace(tests.flatMap(({ results }) => results).find(({ error }) => error)?.error),
      ),
    ),
    ...errors.map(({ message }) => line('playwright', 'outside of any journey', message)),
  ]
}

/**
 * What failed, the element that was looked for, and the line of the journey: the summary is often all that is
 * left of a run on another machine.
 */
function withPlace({ message = '', location }: PlaywrightError = {}): string {
  const [what = '', ...more] = stripVTControlCharacters(message).trim().split('\n')
  const element = more
    .map((text) => text.trim())
    .find((text) => /^(Locator:|- waiting for)/.test(text))
  const place = location && `(${basename(location.file)}:${location.line})`
  return [what, element, place].filter(Boolean).join(' ')
}

const specsOf = ({ suites = [], specs = [] }: PlaywrightSuite): NonNullable<typeof specs> => [
  ...specs,
  ...suites.flatMap(specsOf),
]

/** One test and the first line of its message, without terminal colours. */
function line(file = '', title = '', message = ''): string {
  const firstLine = stripVTControlCharacters(message).trim().split('\n')[0] ?? ''
  return `${file} › ${title}: ${firstLine}`
}

/** A journey that passed only on a retry counts as failed: it depends on luck. */
export function countPlaywright(json: string): Counts {
  const { stats, errors }: PlaywrightReport = JSON.parse(json)
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }
}

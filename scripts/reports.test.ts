import { expect, test } from 'vitest'
import {
  countPlaywright,
  countVitest,
  failuresOfPlaywright,
  failuresOfVitest,
  sum,
} from './reports.ts'

test('a test file that cannot be loaded counts as a failure', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
      { status: 'failed', assertionResults: [] },
    ],
  }
  expect(countVitest(JSON.stringify(report))).toEqual({ passed: 5, failed: 2, skipped: 3 })
})

test('a journey that passed only on a retry counts as a failure, and so does an error outside of journeys', () => {
  const report = { stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] }
  expect(countPlaywright(JSON.stringify(report))).toEqual({ passed: 7, failed: 3, skipped: 2 })
})

test('counts add up', () => {
  expect(
    sum([
      { passed: 1, failed: 0, skipped: 2 },
      { passed: 3, failed: 1, skipped: 0 },
    ]),
  ).toEqual({ passed: 4, failed: 1, skipped: 2 })
})

test('each failed test is named with what failed, and a journey with the element and the line', () => {
  const vitest = {
    testResults: [
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [
          {
            status: 'failed',
            fullName: 'adds',
            failureMessages: ['\u001b[31mexpected 1\u001b[39m\nat'],
          },
          { status: 'passed', fullName: 'holds' },
        ],
      },
      { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
    ],
  }
  expect(failuresOfVitest(JSON.stringify(vitest))).toEqual([
    'a.test.ts › adds: expected 1',
    'b.test.ts › the file: no such module',
  ])
  const error = {
    message: "Error: not visible\n\nLocator: getByText('주문')\nTimeout: 20000ms",
    location: { file: '/maru/site/e2e/counter.ts', line: 41 },
  }
  const spec = (title: string, ok: boolean) => ({
    ok,
    title,
    file: 'a.e2e.ts',
    tests: [{ results: [ok ? {} : { error }] }],
  })
  const playwright = {
    errors: [{ message: 'the server did not start' }],
    suites: [{ specs: [spec('opens', true)], suites: [{ specs: [spec('closes', false)] }] }],
  }
  expect(failuresOfPlaywright(JSON.stringify(playwright))).toEqual([
    "a.e2e.ts › closes: Error: not visible Locator: getByText('주문') (counter.ts:41)",
    'playwright › outside of any journey: the server did not start',
  ])
})

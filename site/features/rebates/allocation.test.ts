import { expect, test } from 'vitest'
import { ApiProblem } from '../../lib/problem.ts'
import { isUsable, itemsOf, monthPeriod, periodProblem, problemsBy, totalOf } from './allocation.ts'

test('companies without an amount are not named in the request', () => {
  const amounts = { a: 5_000_000, b: undefined, c: 0, d: 3_000_000 }
  expect(itemsOf(amounts).map(({ companyId }) => companyId)).toEqual(['a', 'd'])
  expect(totalOf(amounts)).toBe(8_000_000)
})

test('this month runs from today to its last day, the next one in full', () => {
  expect(monthPeriod('2026-11-21', 'this')).toEqual({ start: '2026-11-21', end: '2026-11-30' })
  expect(monthPeriod('2026-11-21', 'next')).toEqual({ start: '2026-12-01', end: '2026-12-31' })
  expect(monthPeriod('2026-01-31', 'next')).toEqual({ start: '2026-02-01', end: '2026-02-28' })
})

test('a period that is over or reversed is refused before sending', () => {
  const today = '2026-11-21'
  expect(periodProblem({ start: '2026-11-21', end: '2026-11-21' }, today)).toBeUndefined()
  expect(periodProblem({ start: '2026-11-01', end: '2026-11-20' }, today)).toBe(
    'rebates.period_past',
  )
  expect(periodProblem({ start: '2026-12-02', end: '2026-12-01' }, today)).toBe(
    'rebates.period_order',
  )
  expect(isUsable({ start: '2026-12-01', end: '2026-12-31' }, today)).toBe(false)
})

test('the server’s error about the second item is shown at the second company', () => {
  const failure = new ApiProblem(422, {
    code: 'invalid_input',
    errors: [{ path: 'items.1.companyId', code: 'inactive', message: '' }],
  })
  const sent = [
    { companyId: 'a', amountWon: 1 },
    { companyId: 'b', amountWon: 1 },
  ]
  expect(problemsBy(failure, sent)).toEqual({ b: 'row_inactive' })
})

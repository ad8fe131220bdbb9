import { beforeAll, expect, test } from 'vitest'
import { STATUS_OF } from '#api/errors.ts'
import { errors } from './i18n/ko/errors.ts'
import { say, sayField } from './messages.ts'
import { ApiProblem } from './problem.ts'
import { speakKorean } from './testing-words.ts'

beforeAll(speakKorean)

test('every code of the API has a sentence', () => {
  for (const code of Object.keys(STATUS_OF)) expect(errors).toHaveProperty(code)
})

test('a lack of balance says how much is missing', () => {
  const facts = { neededWon: 407_700, availableWon: 395_400 }
  expect(say(new ApiProblem(409, { code: 'insufficient_balance', facts }))).toContain('12,300원')
})

test('being busy is never told as a lack of balance', () => {
  expect(say(new ApiProblem(503, { code: 'busy' }))).not.toContain('잔액이')
})

test('waiting is told in minutes', () => {
  const facts = { retryAfterSeconds: 540 }
  expect(say(new ApiProblem(429, { code: 'too_many_requests', facts }))).toContain('9분')
})

test('an error that is none of the API shows nothing of its inside', () => {
  expect(say(new TypeError('x is undefined'))).toBe(errors.internal)
})

test('a field finds its own sentence', () => {
  const fields = [{ path: 'phone', code: 'too_short', message: '한 자리가 모자라요.' }]
  const failure = new ApiProblem(422, { code: 'invalid_input', errors: fields })
  expect(sayField(failure, 'phone')).toBe('한 자리가 모자라요.')
  expect(sayField(failure, 'name')).toBeUndefined()
})

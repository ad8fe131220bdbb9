import { beforeAll, describe, expect, test } from 'vitest'
import { STATUS_OF } from '#api/errors.ts'
import { errors } from './i18n/ko/errors.ts'
import { FIELD_CODES, say, sayField } from './messages.ts'
import { ApiProblem } from './problem.ts'
import { speakKorean } from './testing-words.ts'

beforeAll(speakKorean)

test('every code of the API has a sentence', () => {
  for (const code of Object.keys(STATUS_OF)) expect(errors).toHaveProperty(code)
})

test('an insufficient balance says how much is missing', () => {
  const facts = { neededWon: 407_700, availableWon: 395_400 }
  expect(say(new ApiProblem(409, { code: 'insufficient_balance', facts }))).toContain('12,300원')
})

test('busy is never reported as an insufficient balance', () => {
  expect(say(new ApiProblem(503, { code: 'busy' }))).not.toContain('잔액이')
})

test('waiting time is given in minutes', () => {
  const facts = { retryAfterSeconds: 540 }
  expect(say(new ApiProblem(429, { code: 'too_many_requests', facts }))).toContain('9분')
})

test('an error that is not the API’s shows none of its details', () => {
  expect(say(new TypeError('x is undefined'))).toBe(errors.internal)
})

describe('a field', () => {
  const failing = (code: string) =>
    new ApiProblem(422, {
      code: 'invalid_input',
      errors: [{ path: 'phone', code, message: 'has too few digits' }],
    })

  test.each([...FIELD_CODES, 'required', 'a code of tomorrow'])(
    'with the error %s is explained in the reader’s language, never in the API’s',
    (code) => {
      expect(sayField(failing(code), 'phone', '전화번호')).toMatch(/^[가-힣\d][^a-z]*[.]$/)
    },
  )

  test('that is empty is named; one without an error has no sentence', () => {
    expect(sayField(failing('required'), 'phone', '전화번호')).toBe('전화번호를 입력해 주세요.')
    expect(sayField(failing('required'), 'name', '이름')).toBeUndefined()
  })
})

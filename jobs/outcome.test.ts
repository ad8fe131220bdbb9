import { expect, test } from 'vitest'
import { AppError, type ErrorCode } from '#api/errors.ts'
import { ATTEMPTS_MAX, backoffSeconds, isPermanent, tellError } from './outcome.ts'

test('each attempt waits four times as long as the previous one', () => {
  const waits = Array.from({ length: ATTEMPTS_MAX - 1 }, (_, index) => backoffSeconds(index + 1))
  expect(waits).toEqual([5, 20, 80, 320])
})

test.each<[ErrorCode, boolean]>([
  ['not_found', true],
  ['forbidden', true],
  ['conflict', true],
  ['invalid_input', true],
  ['too_many_requests', false],
  ['version_conflict', false],
  ['busy', false],
  ['internal', false],
])('%s is permanent: %s', (code, permanent) => {
  expect(isPermanent(new AppError(code, 'told'))).toBe(permanent)
})

test('an error that is not our own is temporary', () => {
  expect(isPermanent(new TypeError('x'))).toBe(false)
})

test('the message of a library is not stored: it may contain personal data', () => {
  const cause = Object.assign(new Error('Key (phone)=(01012341234)'), { code: '23505' })
  expect(tellError(new Error('Failed query, params: 홍길동', { cause }))).toBe('Error 23505')
  expect(tellError('01012341234')).toBe('string')
  expect(tellError(new AppError('conflict', 'It does not add up.'))).toBe(
    'conflict: It does not add up.',
  )
})

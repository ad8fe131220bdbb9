import { beforeAll, expect, test } from 'vitest'
import { errors } from './i18n/ko/errors.ts'
import { states } from './i18n/ko/states.ts'
import { setWords, t } from './i18n/t.ts'
import { say } from './messages.ts'
import { ApiProblem, problemOf } from './problem.ts'
import { lookOf, type StateOf } from './states.ts'

// Answers of a server that is newer than the page.
beforeAll(() => setWords('ko', { errors, states }))

test('an unknown code is a sentence with the code in it', async () => {
  const answer = new Response(JSON.stringify({ code: 'from_tomorrow', detail: 'x' }), {
    status: 409,
    headers: { 'content-type': 'application/problem+json' },
  })
  expect(say(await problemOf(answer))).toBe(
    '처리하지 못했어요(from_tomorrow). 화면을 새로 열어도 같으면 이 코드를 알려 주세요.',
  )
  expect(say(new ApiProblem(404, { code: 'not_found' }))).toBe('볼 수 없거나 없는 항목이에요.')
})

test('a problem without a code counts as unreadable', async () => {
  const answer = new Response('{}', {
    status: 502,
    headers: { 'content-type': 'application/problem+json' },
  })
  expect(say(await problemOf(answer))).toBe(errors.unreadable)
})

test('an unknown state has a neutral look and its code as its word', () => {
  const state = 'parked' as unknown as StateOf<'order'>
  const { label, glyph, role } = lookOf('order', state)
  expect([t(label), glyph, role]).toEqual(['parked', 'dashed', 'none'])
})

import { DrizzleQueryError } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { sentenceOf } from './sentence.ts'

test('the sentence about a failed statement has its error, and not its parameters', () => {
  const cause = new Error('could not extend file "base/1/2": No space left on device')
  const error = new DrizzleQueryError('insert into users values ($1)', ['010-1234-5678'], cause)
  expect(sentenceOf(error)).toBe(cause.message)
})

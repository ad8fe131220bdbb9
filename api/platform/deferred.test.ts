import { expect, test } from 'vitest'
import { deferredWork } from './deferred.ts'

test('work for later begins at once when the process stops, once, with all that follows from it', async () => {
  const failures: unknown[] = []
  const done: string[] = []
  const work = deferredWork((cause) => failures.push(cause))
  work.later(3600, async () => {
    done.push('first')
    work.later(3600, async () => void done.push('second'))
    throw new Error('fails')
  })
  expect(done).toEqual([])
  await work.settled()
  await work.settled()
  expect(done).toEqual(['first', 'second'])
  expect(failures).toHaveLength(1)
})

test('work for later begins by itself', async () => {
  const work = deferredWork(() => {})
  const { promise, resolve } = Promise.withResolvers<void>()
  work.later(0, async () => resolve())
  await promise
  await work.settled()
})

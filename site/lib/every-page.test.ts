import { expect, test } from 'vitest'
import { everyPage } from './every-page.ts'

test('a list is read from its first page to its last, each with the same conditions', async () => {
  const asked: string[] = []
  const pages = [
    { items: [1, 2], nextCursor: 'b' },
    { items: [3], nextCursor: 'c' },
    { items: [], nextCursor: null },
  ]
  const items = await everyPage(async (address) => {
    asked.push(address)
    return pages[asked.length - 1] ?? { items: [], nextCursor: null }
  }, '/companies?tier=agency')
  expect(items).toEqual([1, 2, 3])
  expect(asked).toEqual([
    '/companies?tier=agency&limit=100',
    '/companies?tier=agency&limit=100&after=b',
    '/companies?tier=agency&limit=100&after=c',
  ])
})

test('one failed page fails the whole: part of a list is not shown as all of it', async () => {
  const read = everyPage(async (address) => {
    if (address.includes('after')) throw new Error('away')
    return { items: [1], nextCursor: 'b' }
  }, '/companies')
  await expect(read).rejects.toThrow('away')
})

import { expect, test } from 'vitest'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { firstFace, OPEN_FACE } from './faces.ts'

const at = { carrier: 'all', bandWon: 99_000, months: 24 } as const
const ids = { first: crypto.randomUUID(), other: crypto.randomUUID() }

/** The face that headquarters sees first of a policy with these cells. */
const first = (cells: readonly object[]) =>
  firstFace({
    ...{ deviceGroups: [{ name: 'S', deviceIds: [ids.first] }], planGroups: [] },
    hq: { cells: cells.map((cell) => ({ ...at, amountWon: 1_000, ...cell })), closed: [] },
  } as unknown as PolicyDetail)

test('a plain sheet is its only face', () => {
  expect(first([{}])).toBe(OPEN_FACE)
})

test('a policy opens on a face that it prices, not on the first value of every axis', () => {
  expect(first([{ joinType: 'new', supportType: 'public' }])).toMatchObject({
    joinType: 'new',
    supportType: 'public',
  })
  const cells = [
    { deviceGroup: 'S', joinType: 'mnp' },
    { deviceId: ids.other, joinType: 'device_change' },
    { deviceId: ids.first, joinType: 'new' },
  ]
  expect(first(cells)).toMatchObject({ deviceId: ids.other, joinType: 'device_change' })
  expect(first(cells.slice(0, 1))).toMatchObject({ deviceGroup: 'S', joinType: 'mnp' })
})

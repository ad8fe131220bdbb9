import { expect, test } from 'vitest'
import { limitErrors } from './limit-errors.ts'
import { NOTHING_SET } from './plain-sheet.ts'

// What an agency is told to set can be saved.

const place = { carrier: 'skt', bandWon: 99_000, months: 24 } as const
const cell = { ...place, amountWon: 9_000 }
const messageWith = (limits: { marginFloorWon: number | null; marginCeilingWon: number | null }) =>
  limitErrors(
    { ...NOTHING_SET, cells: [cell] },
    [
      {
        ...{ kind: 'below_floor', from: 'cell', axes: place, place },
        ...{ ownWon: 9_000, grossWon: 10_000, limitWon: 5_000 },
      },
    ],
    { ...limits, lowestWon: 0 },
  )[0]?.message

test.each([
  ['a ceiling above what HQ pays', 60_000, /set from 0 to 5000\.$/],
  ['no ceiling', null, /set from 0 to 5000\.$/],
  ['a ceiling below what HQ pays', 8_000, /set from 2000 to 5000\.$/],
])('with %s it is nothing below the lowest amount', (_, marginCeilingWon, says) => {
  expect(messageWith({ marginFloorWon: 5_000, marginCeilingWon })).toMatch(says)
})

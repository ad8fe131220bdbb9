import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nameOf } from '#api/policies/axes.ts'
import { tiesIn } from '#api/policies/ties.ts'
import { SPARSE, sparseGross } from '#tests/sparse-prices.ts'
import type { Matrix } from './dimensions.ts'
import { type Entry, entriesOf, written } from './entry.ts'
import { layoutFor } from './layout.ts'
import { blockersOf, fixesOf, inReadingOrder, slipsIn } from './problems.ts'
import { groupsByDevice, indexMatrix } from './shown.ts'
import { viewOf } from './view.ts'

const matrixOf = (entries: readonly Entry[]): Matrix => ({
  ...{ carrier: 'all', rounding: 'up', bandsWon: SPARSE.bandsWon, bandLabels: [] },
  ...{ months: [12, 24], planGroups: SPARSE.planGroups, deviceGroups: SPARSE.deviceGroups },
  ...{ entries, layout: layoutFor(entries) },
})
const group = { carrier: 'all', deviceGroup: 'S26', joinType: 'mnp' } as const
const model = { carrier: 'all', deviceId: 'd1' } as const

test('settled one by one as offered, the problems end, and nothing is left that saving would refuse', () => {
  let settledTies = 0
  fc.assert(
    fc.property(sparseGross(), fc.nat(), ({ cells, closed }, pick) => {
      const names = new Set(cells.map(nameOf))
      let matrix = matrixOf(
        entriesOf(
          cells,
          closed.filter((axes) => !names.has(nameOf(axes))),
        ),
      )
      for (let round = 0; round < 500; round++) {
        const [problem] = blockersOf(matrix, 0)
        if (!problem) break
        if (problem.kind === 'tie') settledTies++
        const fixes = fixesOf(problem, indexMatrix(matrix, undefined), () => undefined)
        const fix = fixes[pick % fixes.length]
        if (!fix) throw new Error('a problem has a way out')
        // The cell of the fix is the problem's own, so each round settles one.
        matrix = matrixOf(
          written(matrix.entries, [{ axes: problem.axes, content: fix.content ?? null }]),
        )
      }
      expect(blockersOf(matrix, 0)).toEqual([])
      expect(tiesIn(matrix.entries, groupsByDevice(matrix.deviceGroups), 1)).toEqual([])
    }),
  )
  expect(settledTies).toBeGreaterThan(50)
})

describe('what needs fixing', () => {
  test('is named in reading order', () => {
    const matrix = matrixOf([
      { ...model, joinType: 'mnp', content: -1 },
      { ...group, content: '별도' },
    ])
    expect(inReadingOrder(blockersOf(matrix, 0), viewOf(matrix)).map(({ kind }) => kind)).toEqual([
      'unread',
      'below_lowest',
    ])
  })
  test('for unreadable text is offered what was before, what the group pays, and closing', () => {
    const entries: Entry[] = [
      { ...group, content: 300_000 },
      { ...model, joinType: 'mnp', content: '동결' },
    ]
    const matrix = matrixOf(entries)
    const [problem] = blockersOf(matrix, 0)
    const index = indexMatrix(matrix, undefined)
    if (!problem) throw new Error('no problem')
    expect(fixesOf(problem, index, () => 200_000)).toEqual([
      { says: 'set', content: 200_000 },
      { says: 'inherit', content: undefined },
      { says: 'close', content: null },
    ])
    const rise = { ...problem, kind: 'unread' as const, text: '▲5' }
    expect(fixesOf(rise, index, () => 200_000).map(({ content }) => content)).toEqual([
      250_000, 150_000,
    ])
  })
  test('a tie in whose exact cell text waits is that text’s problem alone', () => {
    const entries: Entry[] = [
      { ...group, content: 1 },
      { ...model, content: 2 },
    ]
    const at = { ...model, joinType: 'mnp' } as const
    expect(blockersOf(matrixOf(entries), 0).map(({ kind, axes }) => [kind, nameOf(axes)])).toEqual([
      ['tie', nameOf(at)],
    ])
    const waiting = matrixOf([...entries, { ...at, content: '미정' }])
    expect(blockersOf(waiting, 0).map(({ kind }) => kind)).toEqual(['unread'])
  })
  test('a higher band that pays less is a slip, and no reference for the bands above it', () => {
    const at = { carrier: 'skt', months: 24 } as const
    const ladder = [400_000, 36_000, 450_000].map((content, i) => ({
      ...{ ...at, bandWon: 33_000 + i * 11_000, content },
    }))
    expect(slipsIn([...ladder, { ...at, months: 12, bandWon: 99_000, content: 1 }])).toMatchObject([
      { kind: 'slip', axes: { bandWon: 44_000 }, won: 36_000, belowWon: 400_000 },
    ])
  })
})

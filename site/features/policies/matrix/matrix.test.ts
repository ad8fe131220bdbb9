import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Axes, axesOf, nameOf } from '#api/policies/axes.ts'
import { grossAt, indexGross } from '#api/policies/rebate.ts'
import { SPARSE, sparseGross } from '#tests/sparse-prices.ts'
import { DIMENSIONS, keyOn, type Matrix } from './dimensions.ts'
import { cellsIn, closedIn, entriesOf, written } from './entry.ts'
import { layoutFor, moved, PLAIN_LAYOUT, STANDS, settled } from './layout.ts'
import {
  copiedCarrier,
  isAmbiguousWithout,
  lostCells,
  sidesOf,
  withBands,
  withDeviceGroups,
  withMonths,
  withoutDimension,
} from './reshape.ts'
import { indexMatrix, shownAt } from './shown.ts'
import { axesAt, positionOf, type View, viewOf } from './view.ts'

const matrixOf = (entries: Matrix['entries'], more: Partial<Matrix> = {}): Matrix => ({
  ...{
    carrier: 'all',
    rounding: 'up',
    bandsWon: SPARSE.bandsWon,
    bandLabels: [],
    months: [12, 24],
  },
  ...{ planGroups: SPARSE.planGroups, deviceGroups: SPARSE.deviceGroups },
  ...{ entries, layout: layoutFor(entries) },
  ...more,
})

/** A random matrix in a random layout in which every cell can be seen. */
const anyMatrix = fc
  .tuple(
    sparseGross(),
    fc.array(fc.tuple(fc.constantFrom(...DIMENSIONS), fc.constantFrom(...STANDS))),
  )
  .map(([{ cells, closed, carrier }, moves]) => {
    const names = new Set(cells.map(nameOf))
    const entries = entriesOf(
      cells,
      closed.filter((axes) => !names.has(nameOf(axes))),
    )
    const layout = moves.reduce(
      (now, [dimension, stand]) => moved(now, dimension, stand),
      layoutFor(entries),
    )
    return { cells, matrix: matrixOf(entries, { carrier, layout: settled(layout, entries) }) }
  })

const at = (view: View, axes: Axes) => {
  const place = positionOf(view, axes)
  return place && axesAt(view.faces[place.face], view.rows[place.row], view.columns[place.column])
}

test('opened and not changed, a version has the same cells, in the same order', () => {
  fc.assert(
    fc.property(sparseGross(), ({ cells, closed }) => {
      const entries = entriesOf(cells, closed)
      expect(cellsIn(entries)).toEqual(cells)
      expect(closedIn(entries)).toEqual(closed.map(axesOf))
    }),
  )
})

test('every cell stands in exactly one place of every layout, and writing it there changes nothing', () => {
  fc.assert(
    fc.property(anyMatrix, ({ matrix }) => {
      const view = viewOf(matrix)
      const places = matrix.entries.map((entry) => at(view, entry))
      expect(places.map((axes) => axes && nameOf(axes))).toEqual(matrix.entries.map(nameOf))
      expect(
        written(
          matrix.entries,
          matrix.entries.map(({ content, ...axes }) => ({ axes, content })),
        ),
      ).toBe(matrix.entries)
    }),
  )
})

test('an empty place shows what an order there is paid, by the rule that prices orders', () => {
  const kinds = new Set<string>()
  fc.assert(
    fc.property(sparseGross(), fc.integer({ min: 0, max: 999 }), (gross, pick) => {
      const names = new Set(gross.cells.map(nameOf))
      const closed = gross.closed.filter((axes) => !names.has(nameOf(axes)))
      const matrix = matrixOf(entriesOf(gross.cells, closed), { carrier: gross.carrier })
      const of = <T>(values: readonly T[], by: number): T | undefined =>
        values[Math.floor(pick / by) % values.length]
      const place = {
        carrier: of(indexGross(gross).sold, 1) ?? 'skt',
        bandWon: of(SPARSE.bandsWon, 3),
        months: of(SPARSE.months, 6) ?? 12,
        deviceId: of(SPARSE.devices, 12) ?? null,
        planGroup: null,
        joinType: 'mnp' as const,
        supportType: 'public' as const,
        segment: 'business' as const,
        agencyId: null,
      }
      const deviceGroup =
        SPARSE.deviceGroups.find(({ deviceIds }) => deviceIds.includes(place.deviceId ?? ''))
          ?.name ?? null
      const paid = grossAt(indexGross({ ...gross, closed }), { ...place, deviceGroup })
      const shown = shownAt(indexMatrix(matrix, gross.flatWon ?? undefined), {
        ...{ carrier: place.carrier, bandWon: place.bandWon, months: place.months },
        ...{ deviceId: place.deviceId ?? undefined, joinType: 'mnp', supportType: 'public' },
        segment: 'business',
      })
      kinds.add(shown.kind)
      if ('grossWon' in paid)
        expect([shown]).toContainEqual(
          shown.kind === 'flat'
            ? { kind: 'flat', amountWon: paid.grossWon }
            : { ...shown, content: paid.grossWon },
        )
      else
        expect(paid.refused).toBe(
          shown.kind === 'tie' ? 'tie' : shown.kind === 'empty' ? 'cell' : 'closed',
        )
    }),
    { numRuns: 2_000 },
  )
  expect([...kinds].sort()).toEqual(['empty', 'flat', 'inherited', 'tie'])
})

describe('the shape of a matrix', () => {
  const group = { carrier: 'all', deviceGroup: 'S26', joinType: 'mnp' } as const
  const model = { carrier: 'all', deviceId: 'd1', joinType: 'mnp' } as const
  const band = { carrier: 'skt', bandWon: 55_000, months: 24 } as const
  const filled = matrixOf([
    { ...group, content: 300_000 },
    { ...model, content: 310_000 },
    { ...band, content: null },
  ])

  test('devices stand in rows, join types in columns, the rest in the switch', () => {
    expect(filled.layout).toEqual({
      ...{ rows: ['device'], columns: ['joinType'], faces: ['carrier', 'plan', 'months'] },
      shown: [],
    })
    expect(layoutFor([{ ...band, content: 1 }])).toEqual(PLAIN_LAYOUT)
    expect(layoutFor([])).toEqual(PLAIN_LAYOUT)
  })

  test('a model stands under its group, one of none before every other device', () => {
    const view = viewOf(matrixOf([{ carrier: 'all', deviceId: 'd4', content: 1 }]))
    expect(view.rows.map(({ key }) => key)).toEqual([
      'device:=S26',
      'device:d1',
      'device:d2',
      'device:d4',
      'device:',
    ])
  })

  test('a renamed band or group takes its cells along, one that goes takes them away', () => {
    const moved = withBands(filled, [
      { was: 55_000, bandWon: 59_000, label: '59K' },
      { bandWon: 33_000, label: '' },
    ])
    expect(moved.bandsWon).toEqual([33_000, 59_000])
    expect(moved.bandLabels).toEqual([{ bandWon: 59_000, label: '59K' }])
    expect(moved.entries.at(-1)).toEqual({ ...band, bandWon: 59_000, content: null })
    const renamed = withDeviceGroups(filled, [{ was: 'S26', name: '가온 S26', ids: ['d2'] }])
    expect(renamed.entries[0]).toEqual({ ...group, deviceGroup: '가온 S26', content: 300_000 })
    expect(lostCells(filled, withDeviceGroups(filled, []))).toBe(1)
    expect(lostCells(filled, withBands(filled, []))).toBe(1)
    expect(lostCells(filled, withMonths(filled, [12]))).toBe(1)
    expect(lostCells(filled, renamed)).toBe(0)
  })

  test('a carrier takes over the cells of another in place of its own', () => {
    const kt = [
      { ...band, carrier: 'kt', bandWon: 99_000, content: 7 },
      { ...group, content: 8 },
    ] as const
    const copied = copiedCarrier(matrixOf([{ ...band, content: 1 }, ...kt]), 'skt', 'kt')
    expect(copied.entries).toEqual([
      { ...band, content: 1 },
      { ...group, content: 8 },
      { ...band, carrier: 'kt', content: 1 },
    ])
  })

  test('two bands can exchange their fees', () => {
    const two = matrixOf([
      { ...band, content: 1 },
      { ...band, bandWon: 99_000, content: 2 },
    ])
    const swapped = withBands(two, [
      { was: 55_000, bandWon: 99_000, label: '' },
      { was: 99_000, bandWon: 55_000, label: '' },
    ])
    expect(swapped.entries.map(({ bandWon, content }) => [bandWon, content])).toEqual([
      [99_000, 1],
      [55_000, 2],
    ])
  })

  test('of an axis that goes, the cells of the value that stays remain, and no others', () => {
    const twice = [
      { ...group, content: 300_000 },
      { ...group, joinType: 'new', content: 100_000 },
      { ...model, content: 310_000 },
    ] as const
    const matrix = matrixOf(twice)
    expect(isAmbiguousWithout(matrix, 'joinType')).toBe(true)
    expect(withoutDimension(matrix, 'joinType', 'joinType:mnp').entries).toEqual([
      { carrier: 'all', deviceGroup: 'S26', content: 300_000 },
      { carrier: 'all', deviceId: 'd1', content: 310_000 },
    ])
    const agreed = matrixOf([twice[0], { ...twice[1], content: 300_000 }])
    expect(isAmbiguousWithout(agreed, 'joinType')).toBe(false)
    expect(withoutDimension(agreed, 'joinType').entries).toHaveLength(1)
  })

  test('an axis goes without a question where its cells agree, and asks which stay where they differ', () => {
    fc.assert(
      fc.property(anyMatrix, fc.constantFrom(...DIMENSIONS), ({ matrix }, dimension) => {
        const sides = sidesOf(matrix, dimension)
        expect(sides.reduce((sum, { count }) => sum + count, 0)).toBe(matrix.entries.length)
        if (isAmbiguousWithout(matrix, dimension)) {
          expect(sides.length).toBeGreaterThan(1)
          for (const { key, count } of sides)
            expect(withoutDimension(matrix, dimension, key).entries).toHaveLength(count)
          return
        }
        // Nothing is lost: each cell has a cell that says the same.
        const { entries } = withoutDimension(matrix, dimension)
        for (const { content, ...axes } of matrix.entries)
          expect(
            entries.filter(
              (one) =>
                one.content === content &&
                DIMENSIONS.every(
                  (each) => each === dimension || keyOn(each, one) === keyOn(each, axes),
                ),
            ),
          ).toHaveLength(1)
      }),
    )
  })
})

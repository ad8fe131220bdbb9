import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Content, contentHashOf } from './content-hash.ts'

const cell = fc.record({
  carrier: fc.constantFrom('skt' as const, 'kt' as const, 'all' as const),
  bandWon: fc.integer({ min: 1, max: 200_000 }),
  months: fc.constantFrom(0, 12, 24),
  amountWon: fc.integer({ min: 0, max: 500_000 }),
})
const content: fc.Arbitrary<Content> = fc.record({
  id: fc.uuid({ version: 7 }),
  rounding: fc.constantFrom('up' as const, 'down' as const),
  bandsWon: fc.array(fc.integer({ min: 1 }), { minLength: 1 }),
  months: fc.uniqueArray(fc.constantFrom(0, 12, 24, 36)),
  cells: fc.array(cell, { minLength: 1 }),
  bandLabels: fc.array(fc.record({ bandWon: fc.nat(), label: fc.string() })),
  planGroups: fc.array(fc.record({ name: fc.string(), planIds: fc.array(fc.uuid()) })),
  deviceGroups: fc.array(fc.record({ name: fc.string(), deviceIds: fc.array(fc.uuid()) })),
  closed: fc.array(fc.record({ carrier: fc.constantFrom('skt' as const, 'all' as const) })),
  lowestWon: fc.integer({ max: 0 }),
  additions: fc.constant([]),
  flatWon: fc.option(fc.nat()),
  marginFloorWon: fc.option(fc.nat()),
  marginCeilingWon: fc.option(fc.nat()),
  agencyOverrides: fc.array(fc.record({ agencyId: fc.uuid(), amountWon: fc.nat() })),
  simAdjustmentWon: fc.nat(),
  form: fc.array(
    fc.record(
      { key: fc.string(), required: fc.boolean(), label: fc.string() },
      { requiredKeys: ['key', 'required'] },
    ),
  ),
  terms: fc.constant({
    contractMinMonths: 24,
    maintenanceDays: 180,
    clawbackMode: 'full' as const,
    penaltyWon: 50_000,
  }),
})

/** The same value with the keys of every object in the opposite order, as a database may give them. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, each]) => [key, turned(each)])
      .toReversed(),
  )
}

test('does not depend on the order of keys and cells, which a stored row loses', () => {
  fc.assert(
    fc.property(content, (one) => {
      const stored = turned(JSON.parse(JSON.stringify(one))) as Content
      const shuffled = {
        ...stored,
        cells: stored.cells.toReversed(),
        months: stored.months.toReversed(),
      }
      expect(contentHashOf(shuffled)).toBe(contentHashOf(one))
    }),
  )
})

test('differs with every amount, field of the form, term and version', () => {
  fc.assert(
    fc.property(content, (one) => {
      const [first, ...rest] = one.cells
      if (!first) throw new Error('a version has a cell')
      const others: Content[] = [
        { ...one, cells: [{ ...first, amountWon: first.amountWon + 1 }, ...rest] },
        { ...one, cells: rest },
        { ...one, form: [...one.form, { key: 'memo', required: true }] },
        { ...one, terms: { ...one.terms, penaltyWon: 1 } },
        { ...one, simAdjustmentWon: one.simAdjustmentWon + 1 },
        { ...one, rounding: one.rounding === 'up' ? 'down' : 'up' },
        { ...one, bandsWon: [...one.bandsWon, 7] },
        { ...one, months: [...one.months, 48] },
        { ...one, bandLabels: [...one.bandLabels, { bandWon: 7, label: '7' }] },
        { ...one, planGroups: [...one.planGroups, { name: '온라인', planIds: [] }] },
        { ...one, deviceGroups: [...one.deviceGroups, { name: 'S26', deviceIds: [] }] },
        { ...one, closed: [...one.closed, { carrier: 'kt' }] },
        { ...one, lowestWon: one.lowestWon - 1 },
        { ...one, additions: [{ name: '보험', kind: 'insurance', amountWon: 1, keepDays: 1 }] },
        { ...one, flatWon: (one.flatWon ?? 0) + 1 },
        { ...one, agencyOverrides: [...one.agencyOverrides, { agencyId: one.id, amountWon: 1 }] },
        { ...one, id: '01890000-0000-7000-8000-000000000000' },
      ]
      const hashes = [one, ...others].map(contentHashOf)
      expect(new Set(hashes).size).toBe(hashes.length)
    }),
  )
})

test('of a version without limits of the margin is what it was before there were any', () => {
  const version: Content = {
    ...{ id: '01890000-0000-7000-8000-000000000000', rounding: 'up', bandsWon: [99_000] },
    ...{ months: [24], bandLabels: [], planGroups: [], deviceGroups: [], closed: [] },
    cells: [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 400_000 }],
    ...{ lowestWon: 0, additions: [], flatWon: null, agencyOverrides: [] },
    ...{ marginFloorWon: null, marginCeilingWon: null, simAdjustmentWon: 7_700, form: [] },
    terms: {
      ...{ contractMinMonths: 24, maintenanceDays: 180 },
      ...{ clawbackMode: 'full', penaltyWon: 50_000 },
    },
  }
  expect(contentHashOf(version)).toBe(
    '92fb547a99dd1651d04c336aed554d8bbc3101e87c32f7410d69c9842d7b9bbf',
  )
  const limited = [{ marginFloorWon: 0 }, { marginCeilingWon: 0 }, { marginFloorWon: 1 }]
  const hashes = [version, ...limited.map((one) => ({ ...version, ...one }))].map(contentHashOf)
  expect(new Set(hashes).size).toBe(4)
})

import { expect, test } from 'vitest'
import { carriersOf, cellsOf, differencesOf, emptyDraft, readBands, reshaped } from './draft.ts'
import { clawbackOn, slipsOf, withCell } from './matrix-checks.ts'
import { problemsOf } from './publish.ts'

/** SKT · 99K · 24 months pays 400,000, as in the worked example. */
function priced() {
  const draft = emptyDraft()
  const row = draft.bandsWon.indexOf(99_000)
  const column = draft.months.indexOf(24)
  const grids = { ...draft.grids, skt: withCell(draft.grids.skt, row, column, 400_000) }
  return { draft: { ...draft, grids }, row, column }
}

test('the cells of a grid are named by band and contract', () => {
  expect(cellsOf(priced().draft)).toEqual([
    { carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 400_000 },
  ])
})

test('other bands keep the amounts of those that stay and drop the rest', () => {
  const { draft } = priced()
  const kept = reshaped(draft, [55_000, 99_000], [24])
  expect(cellsOf(kept)).toHaveLength(1)
  expect(cellsOf(reshaped(kept, [55_000], [24]))).toEqual([])
})

test('differences count changed, new and emptied cells once each', () => {
  const { draft, row, column } = priced()
  const raised = withCell(draft.grids.skt, row, column, 420_000)
  const more = withCell(raised, row, column + 1, 430_000)
  expect(differencesOf(draft, draft)).toBe(0)
  expect(differencesOf(draft, { ...draft, grids: { ...draft.grids, skt: more } })).toBe(2)
  expect(differencesOf(draft, emptyDraft())).toBe(1)
})

test('a policy of one carrier keeps carriers that already have prices', () => {
  const { draft } = priced()
  expect(carriersOf(draft)).toEqual(['skt'])
  expect(carriersOf({ ...draft, carrier: 'kt' })).toEqual(['skt', 'kt'])
  expect(carriersOf({ ...draft, carrier: 'all' })).toEqual(['skt', 'kt', 'lgu', 'all'])
})

test('bands are read as people write them, sorted, each once', () => {
  expect(readBands('99000, 55,000 33K; 55000')).toEqual([33_000, 55_000, 99_000])
  expect(readBands('33,000,55,000')).toEqual([33_000, 55_000])
  expect(readBands('33000,110,000')).toBeUndefined()
  expect(readBands('33000, 협의')).toBeUndefined()
  expect(readBands('')).toBeUndefined()
})

test('a higher band that pays less is named with what the band below pays', () => {
  const { draft, row, column } = priced()
  const grids = { ...draft.grids, skt: withCell(draft.grids.skt, row + 1, column, 36_000) }
  expect(slipsOf({ ...draft, grids }, ['skt'])).toEqual([
    { carrier: 'skt', row: row + 1, column, won: 36_000, belowWon: 400_000 },
  ])
})

test('one slip does not flag the bands above it', () => {
  const { draft, row, column } = priced()
  let skt = withCell(draft.grids.skt, row + 1, column, 36_000)
  skt = withCell(skt, row + 2, column, 450_000)
  expect(slipsOf({ ...draft, grids: { ...draft.grids, skt } }, ['skt'])).toHaveLength(1)
})

test('the worked example of a clawback matches the trade’s own', () => {
  const terms = { ...emptyDraft().terms, maintenanceDays: 180 }
  expect(clawbackOn(100, 400_000, { ...terms, clawbackMode: 'prorata' }).won).toBe(177_778)
  expect(clawbackOn(100, 400_000, { ...terms, clawbackMode: 'full' }).won).toBe(400_000)
  expect(clawbackOn(180, 400_000, { ...terms, clawbackMode: 'full' }).won).toBe(0)
  expect(clawbackOn(100, 400_000, { ...terms, clawbackMode: 'none' }).won).toBe(0)
})

test('an empty draft names everything that is missing', () => {
  expect(problemsOf(emptyDraft()).map(({ field }) => field)).toEqual(['targets', 'cells', 'title'])
})

import { expect, test } from 'vitest'
import { clawbackOn } from './clawback-on.ts'
import { cellsOf, type Draft, differencesOf, emptyDraft } from './draft.ts'
import { written } from './matrix/entry.ts'
import { readBands } from './matrix/read-bands.ts'
import { withEntries } from './old-draft.ts'
import { problemsOf } from './publish.ts'

const at = { carrier: 'skt', bandWon: 99_000, months: 24 } as const
/** SKT · 99K · 24 months pays 400,000, as in the worked example. */
const priced = (draft: Draft = emptyDraft(), content: number | string = 400_000): Draft => ({
  ...draft,
  entries: written(draft.entries, [{ axes: at, content }]),
})

test('a draft kept before cells had further axes keeps its amounts', () => {
  const grids = { skt: [[null, 1]], kt: [], lgu: [], all: [[2, null]] }
  const old = { ...emptyDraft(), bandsWon: [99_000], months: [12, 24] as const, grids }
  expect(cellsOf(withEntries(old))).toEqual([
    { carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 1 },
    { carrier: 'all', bandWon: 99_000, months: 12, amountWon: 2 },
  ])
})

test('differences count changed, new and emptied cells once each', () => {
  const draft = priced()
  const more = {
    entries: written(draft.entries, [
      { axes: at, content: 420_000 },
      { axes: { ...at, months: 36 }, content: null },
    ]),
  }
  expect(differencesOf(draft, draft)).toBe(0)
  expect(differencesOf(draft, more)).toBe(2)
  expect(differencesOf(draft, emptyDraft())).toBe(1)
})

test('bands are read as people write them, sorted, each once', () => {
  expect(readBands('99000, 55,000 33K; 55000')).toEqual([33_000, 55_000, 99_000])
  expect(readBands('33,000,55,000')).toEqual([33_000, 55_000])
  expect(readBands('33000,110,000')).toBeUndefined()
  expect(readBands('33000, 협의')).toBeUndefined()
  expect(readBands('')).toBeUndefined()
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

test('text that is no amount keeps a version from being published, and is no cell', () => {
  const draft = priced(priced(), '별도')
  expect(cellsOf(draft)).toEqual([])
  expect(problemsOf(draft).map(({ says }) => says)).toContain('publishing.error.unread')
  expect(problemsOf(priced()).map(({ field }) => field)).toEqual(['targets', 'title'])
})

import { describe, expect, test } from 'vitest'
import { conflictsOf } from '#api/policies/conflicts.ts'
import { PLAIN_SHEET } from '#api/policies/plain-sheet.ts'
import { indexGross } from '#api/policies/rebate.ts'
import type { ShareRule } from '#api/policies/share-rules.ts'
import { type Entry, entriesOf } from '../matrix/entry.ts'
import { viewOf } from '../matrix/view.ts'
import { copiedTo, differs } from './copy-shop.ts'
import { isRefused, type Sides, shownAt, sidesOf } from './desk.ts'
import { deskLayout, deskMatrix } from './desk-matrix.ts'
import { movesBetween } from './judge.ts'
import { mended } from './mended.ts'
import { mendsOf } from './mends.ts'
import { blocksSaving, type Problem, problemsOf } from './problems.ts'
import { changedRules, changesOf, commandOf, type Draft, sharesOf, withRule } from './rates.ts'

const at = { carrier: 'all', bandWon: 99_000, months: 24 } as const
const mnp = { ...at, joinType: 'mnp' } as const
const phone = { ...mnp, deviceId: 'd1' } as const
const hq = {
  ...PLAIN_SHEET,
  ...({ carrier: 'all', rounding: 'up', bandsWon: [77_000, 99_000], months: [12, 24] } as const),
  cells: [
    { ...mnp, amountWon: 300_000 },
    { ...phone, amountWon: 280_000 },
    { ...at, joinType: 'new', amountWon: -20_000 } as const,
  ],
  ...{ flatWon: null, agencyOverrides: [], simAdjustmentWon: 0, lowestWon: -50_000 },
}
const gross = indexGross(hq)
const rule: ShareRule = {
  ...{ carrier: 'all', retailId: null, kind: 'percent', value: 75 },
  ...{ roundToWon: 1_000, leastMarginWon: 10_000 },
}
const draft = (part: Partial<Draft> = {}): Draft => ({
  ...{ entries: [], rules: [rule], defaultWon: undefined, overrides: [], ofShops: [] },
  ...part,
})
const BASE = { basedOn: 3, policyVersion: 1 }
const own = (amountWon: number, axes: object = phone): Entry[] =>
  entriesOf([{ ...at, ...axes, amountWon }], [])

const sidesFor = (now: Draft): Sides => sidesOf(gross, sharesOf(now))
function found(now: Draft, repriced: Parameters<typeof problemsOf>[0]['repriced'] = []) {
  const layout = deskLayout(entriesOf(hq.cells, []), null, [])
  const matrix = deskMatrix({ ...hq, bandLabels: [] } as never, layout, now.entries)
  return problemsOf({
    ...{ draft: now, conflicts: conflictsOf(gross, sharesOf(now), null), repriced },
    shares: sharesOf(now),
    ...{ lowestWon: -50_000, view: viewOf(matrix), gross },
  })
}

describe('what an agency has to decide', () => {
  test('is a cell of HQ once, however many combinations it reaches', () => {
    const [problem, ...others] = found(draft())
    expect(others).toEqual([])
    expect(problem).toMatchObject({ kind: 'undecided', axes: { ...at, joinType: 'new' } })
    expect(problem && blocksSaving(problem)).toBe(false)
  })
  test('names HQ’s amount before and now, and is settled by each of its mends', () => {
    const now = draft({ entries: [...own(290_000), ...own(-20_000, { joinType: 'new' })] })
    const was = [{ ...phone, carrier: 'skt' as const, supportType: undefined, wasWon: 310_000 }]
    const [problem, ...others] = found(now, was)
    expect(others).toEqual([])
    expect(problem).toMatchObject({
      ...{ kind: 'above', axes: phone, ownWon: 290_000, grossWon: 280_000, wasWon: 310_000 },
    })
    if (!problem) return
    const mends = mendsOf(problem, { gross, shares: sharesOf(now) })
    expect(mends).toEqual([
      { says: 'rule', won: 210_000 },
      { says: 'lower', won: 270_000 },
    ])
    for (const mend of mends) {
      const after = mended(now, problem, mend)
      expect(found(after)).toEqual([])
      expect(shownAt(sidesFor(after), phone, null)).toMatchObject({ shopWon: mend.won })
    }
  })
  test('is a text that is no amount, an amount below HQ’s limit, and two cells of which neither counts', () => {
    const tied = [
      ...own(1, { joinType: 'mnp' }),
      ...own(2, { deviceId: 'd1', joinType: undefined }),
    ]
    const now = draft({
      entries: [{ ...phone, joinType: 'device_change', content: '별도' }, ...own(-60_000), ...tied],
    })
    // The exact cell settles the two.
    expect(found(now).map(({ kind }) => kind)).toEqual(['unread', 'low', 'above', 'undecided'])
    const open = found(draft({ entries: tied }))
    const tie = open.find(({ kind }) => kind === 'tie')
    expect(tie).toMatchObject({ axes: phone, amountsWon: [1, 2] })
    expect(tie && blocksSaving(tie)).toBe(true)
    if (!tie) return
    const [mend] = mendsOf(tie, { gross, shares: sharesOf(draft({ entries: tied })) })
    if (!mend) throw new Error('a tie has a mend')
    expect(found(mended(draft({ entries: tied }), tie, mend)).map(({ kind }) => kind)).toEqual([
      'above',
      'undecided',
    ])
  })
  test('is a shop’s amount above HQ’s, and a cell that HQ prices no more', () => {
    const now = draft({
      entries: own(5, { months: 12, joinType: 'device_change' }),
      overrides: [{ retailId: 'R', amountWon: 290_000 }],
    })
    const kinds = (list: Problem[]) => list.map(({ kind }) => kind)
    expect(kinds(found(now))).toEqual(['undecided', 'override', 'unpriced'])
    expect(commandOf(now, conflictsOf(gross, sharesOf(now), null), BASE)).toMatchObject({
      ...{ basedOn: 3, cells: [], overrides: now.overrides },
    })
    const [, override] = found(now)
    if (override) expect(mended(now, override, { says: 'remove' }).overrides).toEqual([])
  })
})

test('a place is refused where the shop would get more than HQ pays, at any band of its group', () => {
  const now = draft({ entries: own(290_000) })
  expect(isRefused(shownAt(sidesFor(now), phone, null))).toBe(true)
  expect(isRefused(shownAt(sidesFor(now), mnp, null))).toBe(false)
})

test('a place that leaves band and contract open reads its own cell, not one of a band or a contract', () => {
  const open = { carrier: 'all' } as const
  for (const fixed of [{ months: 24 }, { bandWon: 99_000 }]) {
    const cells = [
      { ...open, amountWon: 100_000 },
      { ...open, ...fixed, amountWon: 200_000 },
    ]
    const sides = sidesOf(indexGross({ ...hq, cells }), sharesOf(draft({ rules: [] })))
    expect(shownAt(sides, open, null)).toMatchObject({ grossWon: 100_000 })
    expect(shownAt(sides, { ...open, ...fixed }, null)).toMatchObject({ grossWon: 200_000 })
  }
})

test('changes name cells, the default, shops and rules, from and to', () => {
  const saved = draft({ entries: own(1), overrides: [{ retailId: 'R', amountWon: 5 }] })
  const now = draft({ entries: own(2, { joinType: 'new' }), defaultWon: 3, rules: [] })
  expect(changesOf(now, saved).map(({ from, to }) => [from, to])).toEqual([
    [1, undefined],
    [undefined, 2],
    [undefined, 3],
    [5, undefined],
  ])
  expect(changedRules(now, saved)).toEqual([
    { carrier: 'all', retailId: null, from: rule, to: undefined },
  ])
  expect([...changesOf(saved, saved), ...changedRules(saved, saved)]).toEqual([])
})

test('the cells that a rule moves are counted by their direction', () => {
  const places = hq.cells.map((axes) => ({ axes, retailId: null }))
  const more = draft({ rules: withRule([rule], rule, { ...rule, value: 80 }), entries: own(1_000) })
  expect(movesBetween(sidesFor(draft()), sidesFor(more), places)).toEqual({
    ...{ changed: 2, up: 1, down: 1 },
  })
})

test('a copy gives shops exactly what one has, rules, amount and cells, and leaves the others', () => {
  const part = { rules: [rule, { ...rule, retailId: 'A', value: 70 }, { ...rule, retailId: 'B' }] }
  const ofShops = [
    { retailId: 'A', entries: own(5) },
    { retailId: 'C', entries: own(7, { joinType: 'new' }) },
  ]
  const now = draft({ ...part, ofShops, overrides: [{ retailId: 'C', amountWon: 9 }] })
  expect(copiedTo(now, 'A', ['B', 'C'])).toEqual({
    rules: [
      rule,
      { ...rule, retailId: 'A', value: 70 },
      { ...rule, retailId: 'B', value: 70 },
      { ...rule, retailId: 'C', value: 70 },
    ],
    overrides: [],
    ofShops: ['A', 'B', 'C'].map((retailId) => ({ retailId, entries: own(5) })),
  })
  expect([
    differs(now, 'A', 'B'),
    differs({ ...now, ...copiedTo(now, 'A', ['B']) }, 'A', 'B'),
  ]).toEqual([true, false])
})

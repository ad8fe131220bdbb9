import { describe, expect, test } from 'vitest'
import { conflictsOf } from '#api/policies/conflicts.ts'
import { PLAIN_SHEET } from '#api/policies/plain-sheet.ts'
import { type Gross, indexGross } from '#api/policies/rebate.ts'
import type { ShareRule } from '#api/policies/share-rules.ts'
import { deciding } from '../../../lib/i18n/ko/deciding.ts'
import { words } from '../../../lib/i18n/ko/words.ts'
import { setWords } from '../../../lib/i18n/t.ts'
import { entriesOf } from '../matrix/entry.ts'
import { viewOf } from '../matrix/view.ts'
import { countsOf, isRefused, shownAt, sidesOf } from './desk.ts'
import { deskLayout, deskMatrix } from './desk-matrix.ts'
import { mended } from './mended.ts'
import { mendsOf } from './mends.ts'
import { problemText } from './problem-words.ts'
import { blocksSaving, type Problem, problemsOf } from './problems.ts'
import { type Draft, sharesOf } from './rates.ts'

// Decision 049 on the desk: HQ allows a margin of 10,000 to 100,000 won.

const at = { carrier: 'all', bandWon: 99_000, months: 24 } as const
const mnp = { ...at, joinType: 'mnp' } as const
const hq = {
  ...PLAIN_SHEET,
  ...({ carrier: 'all', rounding: 'up', bandsWon: [99_000], months: [24] } as const),
  cells: [
    { ...mnp, amountWon: 300_000 },
    { ...at, joinType: 'new', amountWon: 30_000 } as const,
    { ...at, joinType: 'device_change', amountWon: 5_000 } as const,
  ],
  ...{ flatWon: null, agencyOverrides: [], simAdjustmentWon: 0, lowestWon: -50_000 },
  ...{ marginFloorWon: 10_000, marginCeilingWon: 100_000 },
} satisfies Gross
const gross = indexGross(hq)
const rule: ShareRule = {
  ...{ carrier: 'all', retailId: null, kind: 'percent', value: 75 },
  ...{ roundToWon: 1_000, leastMarginWon: 10_000 },
}
const draft = (part: Partial<Draft> = {}): Draft => ({
  ...{ entries: [], rules: [rule], defaultWon: undefined, overrides: [], ofShops: [] },
  ...part,
})
const own = (amountWon: number) => entriesOf([{ ...mnp, amountWon }], [])
const sidesFor = (now: Draft) => sidesOf(gross, sharesOf(now))
function found(now: Draft, sheet: Gross = hq): Problem[] {
  const layout = deskLayout(entriesOf(sheet.cells, []), null, [])
  const matrix = deskMatrix({ ...sheet, bandLabels: [] } as never, layout, now.entries)
  const gross = indexGross(sheet)
  return problemsOf({
    ...{ draft: now, conflicts: conflictsOf(gross, sharesOf(now), null), repriced: [] },
    shares: sharesOf(now),
    ...{ lowestWon: -50_000, view: viewOf(matrix), gross },
  })
}
const kinds = (now: Draft) => found(now).map(({ kind }) => kind)
const mendsAt = (now: Draft, kind: Problem['kind']) => {
  const problem = found(now).find((one) => one.kind === kind)
  if (!problem) throw new Error(`nothing is ${kind}`)
  return { problem, mends: mendsOf(problem, { gross, shares: sharesOf(now) }) }
}

describe('a margin outside HQ’s limits keeps the prices from being saved', () => {
  test.each<[string, Partial<Draft>, Problem['kind'], object]>([
    ['an own cell that leaves less', { entries: own(295_000) }, 'below_floor', { from: 'cell' }],
    ['an own cell that leaves more', { entries: own(199_999) }, 'above_ceiling', { from: 'cell' }],
    [
      'a rule',
      { rules: [{ ...rule, value: 99, leastMarginWon: 0 }] },
      'below_floor',
      { from: 'rule' },
    ],
    ['the default', { rules: [], defaultWon: 25_000 }, 'below_floor', { from: 'default' }],
    ['what is passed on', { rules: [] }, 'below_floor', { from: 'passed_on' }],
    [
      'a shop’s own amount',
      { overrides: [{ retailId: 'R', amountWon: 25_000 }] },
      'shop_limits',
      { from: 'override', retailId: 'R' },
    ],
  ])('%s', (_, part, kind, facts) => {
    const { problem } = mendsAt(draft(part), kind)
    expect(problem).toMatchObject(facts)
    expect(blocksSaving(problem)).toBe(true)
  })
  test('within them, only the place below the floor waits, and is counted as not set', () => {
    expect(kinds(draft())).toEqual(['undecided'])
    const places = hq.cells.map((cell) => shownAt(sidesFor(draft()), cell, null))
    expect(countsOf(places)).toEqual({ priced: 2, open: 1, refused: 0 })
    const wrong = sidesFor(draft({ entries: own(295_000) }))
    expect(shownAt(wrong, mnp, null)).toMatchObject({ refused: 'below_floor', shopWon: 295_000 })
    expect(isRefused(shownAt(wrong, mnp, null))).toBe(true)
    expect(countsOf(hq.cells.map((cell) => shownAt(wrong, cell, null)))).toEqual({
      ...{ priced: 1, open: 1, refused: 1 },
    })
  })
})

describe('one press settles it', () => {
  test.each<[string, Draft, Problem['kind'], object[]]>([
    [
      'an own cell: by the rule, or at the limit',
      draft({ entries: own(295_000) }),
      'below_floor',
      [
        { says: 'rule', won: 225_000 },
        { says: 'lower', won: 290_000 },
      ],
    ],
    [
      'the same above the ceiling, where nothing but the cell is set',
      draft({ entries: own(150_000), rules: [] }),
      'above_ceiling',
      [{ says: 'raise', won: 200_000 }, { says: 'clear' }],
    ],
    [
      'a rule: by what it keeps, or by a cell',
      draft({ rules: [{ ...rule, value: 99, leastMarginWon: 0 }] }),
      'below_floor',
      [
        { says: 'keep', won: 10_000 },
        { says: 'set', won: 290_000 },
      ],
    ],
    [
      'nothing set: by a rule that keeps the floor, or by a cell',
      draft({ rules: [] }),
      'below_floor',
      [
        { says: 'keep', won: 10_000 },
        { says: 'set', won: 290_000 },
      ],
    ],
    [
      'a shop’s own rule: it goes',
      draft({ rules: [rule, { ...rule, retailId: 'R', value: 99, leastMarginWon: 0 }] }),
      'shop_limits',
      [{ says: 'remove' }],
    ],
    [
      'a place where no rule gives enough: at the floor',
      draft(),
      'undecided',
      [{ says: 'set', won: -5_000 }],
    ],
  ])('%s', (_, now, kind, expected) => {
    const { problem, mends } = mendsAt(now, kind)
    expect(mends).toEqual(expected)
    for (const mend of mends.filter(({ says }) => says !== 'clear'))
      expect(found(mended(now, problem, mend)).map(({ key }) => key)).not.toContain(problem.key)
  })
  test('nothing is left to decide after the floor is kept by a rule and the low place is set', () => {
    let now = draft({ rules: [] })
    for (const kind of ['below_floor', 'undecided'] as const) {
      const { problem, mends } = mendsAt(now, kind)
      const [first] = mends
      if (first) now = mended(now, problem, first)
    }
    expect(found(now)).toEqual([])
  })
})

test('an amount above HQ’s by more than it allows says what it allows, also for one shop alone', () => {
  setWords('ko', { deciding, words })
  const leave = { ...hq, cells: [{ ...mnp, amountWon: 300_000 }], marginFloorWon: -20_000 }
  const ofShop = { retailId: 'R', entries: own(330_000) }
  const now = draft({ rules: [], entries: own(330_000), ofShops: [ofShop] })
  const said = found(now, { ...leave, marginCeilingWon: null }).map(problemText)
  expect(said).toHaveLength(2)
  expect(said[1]).toBe(said[0])
  expect(said[0]).toContain('20,000원까지만')
})

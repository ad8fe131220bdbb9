import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Steps } from '#api/drafts/contract.ts'
import { emptySteps } from '#api/drafts/start.ts'
import { type Draft, emptyDraft } from '../draft.ts'
import { written } from '../matrix/entry.ts'
import { endOf, instantOf, parseTime, startOf } from '../moment.ts'
import { type Choice, differencesOf, merged } from './merge.ts'
import { draftFrom, isSame, payloadsOf } from './step-payloads.ts'

describe('a period', () => {
  test.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['0930', '09:30'],
    ['9:30', '09:30'],
    ['24:00', '24:00'],
    ['24:01', undefined],
    ['12:60', undefined],
    ['정오', undefined],
    ['', undefined],
  ])('%s is read as %s', (text, time) => {
    expect(parseTime(text)).toBe(time)
  })

  test('ends at the minute in Seoul, and an end of a day reads as that day', () => {
    expect(instantOf({ day: '2026-12-31', time: '24:00' })).toBe('2026-12-31T15:00:00.000Z')
    expect(endOf('2026-12-31T15:00:00.000Z')).toEqual({ day: '2026-12-31', time: '24:00' })
    expect(endOf('2026-12-31T03:30:00.000Z')).toEqual({ day: '2026-12-31', time: '12:30' })
    expect(startOf('2026-11-30T15:00:00.000Z')).toEqual({ day: '2026-12-01', time: '00:00' })
    expect([instantOf({ day: '', time: '24:00' }), startOf(null).day]).toEqual([null, ''])
  })
})

test('what is typed comes back from the server as it was', () => {
  const at = { carrier: 'skt', bandWon: 99_000 } as const
  const entries = written(
    [],
    [
      { axes: { ...at, months: 24, joinType: 'mnp' }, content: 410_000 },
      { axes: { ...at, deviceGroup: 'S 시리즈' }, content: '▲5' },
      { axes: { ...at, months: 36 }, content: null },
    ],
  )
  const layout: Draft['layout'] = {
    ...{ rows: ['plan', 'device'], columns: ['joinType', 'months'], faces: ['carrier'] },
    shown: ['device:=S 시리즈'],
  }
  const form: Draft['form'] = [
    { key: 'imei', required: true },
    {
      ...{ key: 'x_radio', required: false, type: 'radio', label: '' },
      options: [{ value: 'a', label: '' }],
      when: { match: 'all', tests: [{ field: 'imei', is: 'is', values: [] }], effect: 'shown' },
    },
  ]
  const draft: Draft = {
    ...emptyDraft(),
    ...{ title: '12월', description: '설명', targets: ['a', 'b'], exclusions: ['s'] },
    ...{ entries, layout, form, flatWon: 1_000, simAdjustmentWon: undefined },
    ...{
      lowestWon: -50_000,
      requiresReading: true,
      bandLabels: [{ bandWon: 99_000, label: '99K' }],
    },
    deviceGroups: [{ name: 'S 시리즈', deviceIds: ['d'] }],
    additions: [{ name: '보험', kind: 'service', amountWon: 10_000, keepDays: 90 }],
    ...{ from: '2026-12-01', fromTime: '09:30', to: '2026-12-31', toTime: '24:00' },
  }
  const stored: Steps = JSON.parse(JSON.stringify(payloadsOf(draft)))
  expect(draftFrom(stored)).toEqual(draft)
  expect(isSame(payloadsOf(draftFrom(stored)), payloadsOf(draft))).toBe(true)
})

test('the policy that a draft follows comes back, and is gone once it is removed', () => {
  const follows = { ...emptyDraft(), succeeds: '01890000-0000-7000-8000-000000000000' }
  const before = payloadsOf(follows)
  expect(draftFrom(before).succeeds).toBe(follows.succeeds)
  const { activation } = payloadsOf({ ...follows, succeeds: undefined, title: '따로' })
  expect(activation).not.toHaveProperty('succeeds')
  // Also where somebody else changes the same step.
  const theirs = { ...before.activation, description: '설명' }
  expect(differencesOf(before.activation, activation, theirs)).toEqual([])
  const both = { ...activation, description: '설명' }
  expect(merged(before.activation, activation, theirs)).toEqual(both)
})

test('the server begins a draft as the screen shows an empty one', () => {
  expect(draftFrom(emptySteps())).toEqual(emptyDraft())
})

describe('two changes of one step', () => {
  const cell = (bandWon: number, amountWon: number) => ({
    carrier: 'skt',
    bandWon,
    months: 24,
    amountWon,
  })

  test('of different fields and cells are both kept', () => {
    const base = { title: 'a', kind: 'normal', cells: [cell(1, 10), cell(2, 20)] }
    const mine = { ...base, title: 'b', cells: [cell(1, 11), cell(2, 20)] }
    const theirs = { ...base, kind: 'event', cells: [cell(1, 10), cell(3, 30)] }
    expect(differencesOf(base, mine, theirs)).toEqual([])
    expect(merged(base, mine, theirs)).toEqual({
      ...{ title: 'b', kind: 'event' },
      cells: [cell(1, 11), cell(3, 30)],
    })
  })

  test('of one cell are a question with both amounts, and the choice is what is saved', () => {
    const base = { cells: [cell(1, 10), cell(2, 20)] }
    const mine = { cells: [cell(1, 11), cell(2, 21)] }
    const theirs = { cells: [cell(1, 12), cell(2, 20)] }
    const [difference, ...others] = differencesOf(base, mine, theirs)
    expect([difference?.mine, difference?.theirs, others]).toEqual([cell(1, 11), cell(1, 12), []])
    const key = difference?.key ?? ''
    expect(merged(base, mine, theirs, { [key]: 'theirs' })).toEqual({
      cells: [cell(1, 12), cell(2, 21)],
    })
    expect(merged(base, mine, theirs, { [key]: 'mine' })).toEqual({
      cells: [cell(1, 11), cell(2, 21)],
    })
  })

  test('an amount here and no orders there are one question, and one of them stays', () => {
    const place = { carrier: 'skt', bandWon: 1, months: 24 }
    const base = { cells: [cell(1, 10)], closed: [] }
    const mine = { cells: [cell(1, 11)], closed: [] }
    const theirs = { cells: [], closed: [place] }
    const [difference, ...others] = differencesOf(base, mine, theirs)
    expect([difference?.mine, difference?.theirs, others]).toEqual([cell(1, 11), place, []])
    const key = difference?.key ?? ''
    expect(merged(base, mine, theirs, { [key]: 'theirs' })).toEqual(theirs)
    expect(merged(base, mine, theirs, { [key]: 'mine' })).toEqual(mine)
  })

  test('where the axes stand is never asked', () => {
    const at = (rows: string[]) => ({ layout: { rows } })
    expect(differencesOf(at(['plan']), at(['device']), at(['months']))).toEqual([])
    expect(merged(at(['plan']), at(['device']), at(['months']))).toEqual(at(['device']))
  })

  const fields = fc.record(
    { a: fc.nat(2), b: fc.nat(2), c: fc.array(fc.nat(1), { maxLength: 2 }) },
    { requiredKeys: [] },
  )
  test('nothing that only one of them changed is ever lost or asked', () => {
    fc.assert(
      fc.property(
        fields,
        fields,
        fields,
        fc.constantFrom<Choice>('mine', 'theirs'),
        (base, mine, theirs, choice) => {
          const asked = differencesOf(base, mine, theirs)
          const result = merged(
            base,
            mine,
            theirs,
            Object.fromEntries(asked.map(({ key }) => [key, choice])),
          )
          for (const name of ['a', 'b', 'c'] as const) {
            const isAsked = asked.some(({ key }) => key === name)
            const mineChanged = !isSame(base[name], mine[name])
            const theirsChanged = !isSame(base[name], theirs[name])
            expect(isAsked).toBe(mineChanged && theirsChanged && !isSame(mine[name], theirs[name]))
            const wanted = isAsked
              ? choice === 'mine'
                ? mine
                : theirs
              : mineChanged
                ? mine
                : theirs
            expect(result[name]).toEqual(wanted[name])
          }
        },
      ),
    )
  })
})

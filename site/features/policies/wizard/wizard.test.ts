import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Steps, Draft as Stored } from '#api/drafts/contract.ts'
import { emptySteps } from '#api/drafts/start.ts'
import { DRAFT_STEPS, type DraftStep } from '#db/words.ts'
import { ApiProblem } from '../../../lib/problem.ts'
import { emptyDraft } from '../draft.ts'
import { withCell } from '../matrix-checks.ts'
import { type Choice, differencesOf, merged } from './merge.ts'
import { endOf, instantOf, parseTime, startOf } from './period.ts'
import { type Server, saverOf } from './saver.ts'
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
  const skt = withCell(emptyDraft().grids.skt, 3, 2, 410_000)
  const draft = {
    ...emptyDraft(),
    ...{ title: '12월', description: '설명', targets: ['a', 'b'], exclusions: ['s'] },
    ...{ grids: { ...emptyDraft().grids, skt }, flatWon: 1_000, simAdjustmentWon: undefined },
    ...{ from: '2026-12-01', fromTime: '09:30', to: '2026-12-31', toTime: '24:00' },
  }
  const stored: Steps = JSON.parse(JSON.stringify(payloadsOf(draft)))
  expect(draftFrom(stored)).toEqual(draft)
  expect(isSame(payloadsOf(draftFrom(stored)), payloadsOf(draft))).toBe(true)
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

/** A server as the API's rules say, in memory; `others` saves as somebody else. */
function inMemory() {
  let version = 1
  const by = { id: 'u', name: '장서윤' }
  const at = '2026-11-20T05:29:00.000Z'
  const steps = emptySteps()
  const seen = Object.fromEntries(DRAFT_STEPS.map((step) => [step, 1])) as Record<DraftStep, number>
  const changes = () =>
    Object.fromEntries(
      DRAFT_STEPS.map((step) => [step, { version: seen[step], at, by }]),
    ) as Stored['changes']
  const stored = (): Stored => ({
    ...{ id: 'd', title: '', currentStep: 1, ownerId: 'u', ownerName: '장서윤', policyId: null },
    ...{
      policyTitle: null,
      policyNumber: null,
      version,
      updatedAt: at,
      updatedBy: '장서윤',
      expiresAt: at,
    },
    ...{ steps: structuredClone(steps), changes: changes() },
  })
  const store = (step: DraftStep, payload: object) => {
    version++
    seen[step] = version
    Object.assign(steps, { [step]: structuredClone(payload) })
  }
  let failing: unknown
  const server: Server = {
    begin: async () => {
      if (failing) throw failing
      return stored()
    },
    read: async () => stored(),
    save: async (_, step, body) => {
      if (failing) throw failing
      if (seen[step] > body.version)
        throw new ApiProblem(409, {
          code: 'version_conflict',
          facts: { version, step, by: by.name, at },
          current: structuredClone(steps[step]) as Record<string, unknown>,
        })
      store(step, body.payload)
      return { version, updatedAt: at, changes: changes() }
    },
  }
  return {
    server,
    steps,
    stored,
    others: store,
    fail: (error: unknown) => {
      failing = error
    },
  }
}

describe('a draft that saves itself', () => {
  const open = (memory: ReturnType<typeof inMemory>, stored = true) => {
    let steps = emptySteps()
    const saver = saverOf({
      server: memory.server,
      stored: stored ? memory.stored() : undefined,
      steps,
      onChange: () => undefined,
      onSteps: (next) => {
        steps = next
      },
    })
    return {
      saver,
      shown: () => steps,
      type: (step: DraftStep, change: object) => {
        steps = { ...steps, [step]: { ...steps[step], ...change } }
        saver.type(steps)
      },
    }
  }

  test('begins on the server with the first change, not before', async () => {
    const memory = inMemory()
    const { saver, type } = open(memory, false)
    await saver.flush()
    expect(saver.stored()).toBeUndefined()
    type('activation', { title: '새 정책' })
    expect([await saver.flush(), saver.now().state]).toEqual([true, 'saved'])
    expect([saver.stored()?.id, memory.steps.activation.title]).toEqual(['d', '새 정책'])
  })

  test('takes in what others changed in other steps, and publishes only what it has shown', async () => {
    const memory = inMemory()
    const { saver, type, shown } = open(memory)
    memory.others('terms', { ...memory.steps.terms, flatWon: 5_000 })
    type('activation', { title: '새 정책' })
    await saver.flush()
    expect([shown().terms.flatWon, shown().activation.title]).toEqual([5_000, '새 정책'])
    expect(saver.stored()?.version).toBe(memory.stored().version)
  })

  test('never writes over a step that somebody changed after it was seen, whatever was saved since', async () => {
    const memory = inMemory()
    const { saver, type } = open(memory)
    type('terms', { flatWon: 1_000 })
    memory.others('terms', { ...memory.steps.terms, flatWon: 5_000 })
    memory.others('activation', { ...memory.steps.activation, title: '그쪽 이름' })
    type('activation', { description: '설명' })
    expect(await saver.flush()).toBe(false)
    const now = saver.now()
    if (now.state !== 'conflict') throw new Error(now.state)
    expect(now.conflict).toMatchObject({ step: 'terms', by: '장서윤' })
    expect(memory.steps.terms.flatWon).toBe(5_000)
    await saver.decide({ flatWon: 'mine' })
    expect(memory.steps.terms.flatWon).toBe(1_000)
    // In the other step nobody changed the same place.
    expect(memory.steps.activation).toMatchObject({ title: '그쪽 이름', description: '설명' })
    expect(saver.now().state).toBe('saved')
  })

  test('keeps what is typed while the connection is away, and saves it when asked again', async () => {
    const memory = inMemory()
    const { saver, type } = open(memory)
    memory.fail(new ApiProblem(0, { code: 'offline' }))
    type('activation', { title: '새 정책' })
    expect([await saver.flush(), saver.now().state, saver.hasUnsaved()]).toEqual([
      false,
      'offline',
      true,
    ])
    expect(saver.unsaved().mine.activation.title).toBe('새 정책')
    memory.fail(undefined)
    expect([await saver.flush(), memory.steps.activation.title]).toEqual([true, '새 정책'])
    saver.stop()
  })
})

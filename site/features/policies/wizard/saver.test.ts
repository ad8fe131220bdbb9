import { describe, expect, test } from 'vitest'
import type { Draft as Stored } from '#api/drafts/contract.ts'
import { emptySteps } from '#api/drafts/start.ts'
import { DRAFT_STEPS, type DraftStep } from '#db/words.ts'
import { ApiProblem } from '../../../lib/problem.ts'
import { type Server, saverOf } from './saver.ts'

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
      approval: null,
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

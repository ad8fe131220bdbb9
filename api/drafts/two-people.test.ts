import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { begin, save, stepsFor, walk } from './walk.fixture.ts'

let world: World
let tree: Tree
let hq: Tree['hq']['admin']
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  hq = tree.hq.admin
})
afterAll(() => world.close())

describe('two people in one draft', () => {
  test('in different steps do not disturb each other', async () => {
    const steps = stepsFor(tree)
    const { id } = await begin(hq)
    expect((await save(hq, id, 'targets', 1, steps.targets)).status).toBe(200)
    const other = await save(hq, id, 'terms', 1, steps.terms)
    expect([other.status, other.body.version]).toEqual([200, 3])
    // It shows that another step is newer than the caller knows.
    expect(other.body.changes.targets.version).toBe(2)
    const { body } = await hq.get(`policies/drafts/${id}`)
    expect([body.steps.targets, body.steps.terms]).toEqual([steps.targets, steps.terms])
  })

  test('in one step: the second learns of whom, when and what, and decides', async () => {
    const { id } = await begin(hq)
    const theirs = { title: '먼저 쓴 이름', description: '', kind: 'event' }
    await save(hq, id, 'activation', 1, theirs)
    const late = await save(hq, id, 'activation', 1, { title: '나중에 쓴 이름' })
    expect([late.status, late.body.code]).toEqual([409, 'version_conflict'])
    expect(late.body.facts).toMatchObject({
      version: 2,
      step: 'activation',
      by: expect.any(String),
    })
    expect(Date.parse(late.body.facts.at)).toBe(world.platform.clock.now().getTime())
    expect(late.body.current).toEqual(theirs)
    const { body } = await hq.get(`policies/drafts/${id}`)
    expect(body.steps.activation).toEqual(theirs)
    const decided = { ...theirs, title: '나중에 쓴 이름' }
    expect((await save(hq, id, 'activation', 2, decided)).status).toBe(200)
  })

  test('going on without a change is none: nobody runs into it', async () => {
    const { id } = await begin(hq)
    const { targets } = (await hq.get(`policies/drafts/${id}`)).body.steps
    const on = await save(hq, id, 'targets', 1, targets, 2)
    expect([on.body.version, on.body.changes.targets.version]).toEqual([1, 1])
    expect((await hq.get(`policies/drafts/${id}`)).body.currentStep).toBe(2)
  })

  test('one publishes what the other has changed only after reading it', async () => {
    const steps = stepsFor(tree)
    const { id, version } = await walk(hq, steps)
    await save(hq, id, 'terms', version, { ...steps.terms, flatWon: 10_000 })
    const { status, body } = await hq.post(`policies/drafts/${id}/publication`, { version })
    expect([status, body.code, body.facts]).toEqual([
      409,
      'version_conflict',
      { of: 'draft', version: version + 1 },
    ])
  })
})

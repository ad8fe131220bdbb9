import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../auth/stage.fixture.ts'
import { createDevices, createPlans } from './commands.ts'
import { planFor } from './queries.ts'

let stage: Stage
let tree: Awaited<ReturnType<Stage['mintTree']>>
let stranger: Awaited<ReturnType<Stage['mintTree']>>

beforeAll(async () => {
  stage = await openStage()
  tree = await stage.mintTree()
  stranger = await stage.mintTree()
  await createPlans(stage.ctxOf(tree.hq.actor), [
    { carrier: 'skt', name: '5GX 프라임', monthlyFeeWon: 89_000 },
    { carrier: 'kt', name: '초이스', monthlyFeeWon: 110_000 },
    { carrier: 'kt', name: '옛 요금제', monthlyFeeWon: 33_000, active: false },
  ])
  await createDevices(stage.ctxOf(tree.hq.actor), [
    { manufacturer: '삼성', name: '갤럭시 S26', colors: ['블랙', '실버, "은색"'] },
    { manufacturer: 'Apple', name: 'iPhone 18', colors: [] },
  ])
})
afterAll(() => stage.close())

const names = async (actor: typeof tree.hq.actor, path: string) => {
  const { status, body } = await stage.read(actor, path)
  expect(status).toBe(200)
  return body.items.map(({ name }: { name: string }) => name).sort()
}

test('the whole tree reads the catalogue of its HQ, and no other tree does', async () => {
  for (const { actor } of [tree.hq, tree.agency, tree.shop]) {
    expect(await names(actor, '/plans')).toEqual(['5GX 프라임', '초이스'])
    expect(await names(actor, '/devices')).toEqual(['iPhone 18', '갤럭시 S26'])
  }
  expect(await names(stranger.hq.actor, '/plans')).toEqual([])
  expect(await names(stranger.shop.actor, '/devices')).toEqual([])
})

test('plans are filtered by carrier; inactive ones are listed on request', async () => {
  expect(await names(tree.shop.actor, '/plans?carrier=kt')).toEqual(['초이스'])
  expect(await names(tree.shop.actor, '/plans?carrier=kt&active=false')).toEqual(['옛 요금제'])
  expect((await stage.read(tree.shop.actor, '/plans?carrier=lg')).status).toBe(422)
})

test('devices are found by maker or model, and their colours are returned as entered', async () => {
  const { body } = await stage.read(tree.shop.actor, '/devices?q=갤럭시')
  expect(body).toEqual({
    items: [
      {
        id: expect.any(String),
        manufacturer: '삼성',
        name: '갤럭시 S26',
        modelCode: null,
        colors: ['블랙', '실버, "은색"'],
        palette: [
          { name: '블랙', code: null },
          { name: '실버, "은색"', code: null },
        ],
        storages: [],
        validFrom: null,
        validUntil: null,
        active: true,
        state: 'sold',
        version: 1,
        next: null,
      },
    ],
    nextCursor: null,
  })
  expect(await names(tree.shop.actor, '/devices?q=apple')).toEqual(['iPhone 18'])
})

test('a plan is readable only in its own tree, even when it is inactive', async () => {
  const [plan] = await createPlans(stage.ctxOf(tree.hq.actor), [
    { carrier: 'lgu', name: '끝난 요금제', monthlyFeeWon: 1, active: false },
  ])
  if (!plan) throw new Error('no plan was made')
  expect(await planFor(stage.ctxOf(tree.shop.actor), plan.id)).toMatchObject({
    ...plan,
    state: 'stopped',
  })
  await expect(planFor(stage.ctxOf(stranger.hq.actor), plan.id)).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('one invalid plan among many rejects all', async () => {
  const wanted = ['새것', '초이스'].map((name) => ({
    carrier: 'kt' as const,
    name,
    monthlyFeeWon: 50_000,
  }))
  await expect(createPlans(stage.ctxOf(tree.hq.actor), wanted)).rejects.toThrow()
  expect(await names(tree.hq.actor, '/plans?carrier=kt')).toEqual(['초이스'])
})

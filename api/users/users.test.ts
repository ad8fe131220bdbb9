import { afterAll, beforeAll, expect, test } from 'vitest'
import { permissionsOf } from '../access/permissions.ts'
import { openStage, type Stage } from '../auth/stage.fixture.ts'
import { newId } from '../ids.ts'

let stage: Stage
let tree: Awaited<ReturnType<Stage['mintTree']>>

beforeAll(async () => {
  stage = await openStage()
  tree = await stage.mintTree()
})
afterAll(() => stage.close())

test('people of every tier read who they are and what they may do', async () => {
  for (const { actor, user, ...company } of [tree.hq, tree.agency, tree.shop]) {
    const { status, body } = await stage.read(actor, '/me')
    expect(status).toBe(200)
    expect(body).toEqual({
      id: user.id,
      username: user.username,
      name: user.name,
      email: null,
      phone: null,
      role: 'admin',
      company: { id: company.id, code: company.code, name: company.name, tier: company.tier },
      grants: [],
      permissions: permissionsOf(actor),
      secondFactor: 'none',
      idleMinutes: 60,
      now: stage.platform.clock.now().toISOString(),
      version: 1,
    })
  }
})

test('a token of a deleted user is refused', async () => {
  const gone = { ...tree.shop.actor, userId: newId(stage.platform.clock.now()) }
  expect((await stage.read(gone, '/me')).status).toBe(401)
})

test('a username is taken in all its spellings', async () => {
  const add = (username: string) => stage.addUser(tree.hq.id, { companyId: tree.shop.id, username })
  await add('kim-sales')
  for (const username of ['kim-sales', ' Kim-Sales ', 'ｋｉｍ-sales'])
    await expect(add(username)).rejects.toThrow()
})

test('a user can only be created in a company that the creator may see', async () => {
  const stranger = await stage.mintTree()
  const foreign = { companyId: stranger.shop.id, username: 'intruder' }
  await expect(stage.addUser(tree.hq.id, foreign)).rejects.toMatchObject({ code: 'not_found' })
})

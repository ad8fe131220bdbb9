import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openStage, type Stage } from './stage.fixture.ts'
import { SITE, visitsTo } from './visits.fixture.ts'

let stage: Stage
let tree: Awaited<ReturnType<Stage['mintTree']>>
let username: string
let door: ReturnType<typeof visitsTo>

beforeAll(async () => {
  stage = await openStage({ connections: 10 })
  door = visitsTo(stage)
})
beforeEach(async () => {
  tree = await stage.mintTree()
  username = tree.shop.user.username
})
afterAll(() => stage.close())

test('is effective at the next request of another process', async () => {
  const other = stage.open()
  const elsewhere = { ...other, cache: stage.platform.cache, clock: stage.platform.clock }
  const { accessToken, refreshToken } = await door.tokensOf(username)
  expect(await door.meStatus(accessToken, elsewhere)).toBe(200)
  expect((await door.send('/auth/logout', {}, door.as(accessToken))).status).toBe(204)
  expect(await door.meStatus(accessToken, elsewhere)).toBe(401)
  expect(await door.meStatus(accessToken)).toBe(401)
  expect((await door.refresh(refreshToken, elsewhere)).status).toBe(401)
  await other.close()
})

test('is effective without the cache: the database is asked', async () => {
  const unreachable = {
    ...stage.platform,
    cache: { ...stage.platform.cache, version: () => Promise.reject(new Error('no cache')) },
  }
  const { accessToken, refreshToken } = await door.tokensOf(username)
  expect(await door.meStatus(accessToken, unreachable)).toBe(200)
  expect((await door.send('/auth/logout', { refreshToken })).status).toBe(204)
  expect(await door.meStatus(accessToken, unreachable)).toBe(401)
})

test('deletes the browser’s cookies, is recorded once, and may be repeated', async () => {
  const { refreshToken } = await door.tokensOf(username)
  const headers = { cookie: `maru_refresh=${refreshToken}`, ...SITE }
  for (let i = 0; i < 2; i++) {
    const response = await stage.ask('/auth/logout', { method: 'POST', headers })
    expect(response.status).toBe(204)
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^maru_access=; Max-Age=0; Path=\/;/),
      expect.stringMatching(/^maru_refresh=; Max-Age=0; Path=\/api\/v2\/auth;/),
    ])
  }
  expect(await door.recordsOf(tree.shop.user.id)).toEqual([
    ['auth.login', {}],
    ['auth.logout', { because: 'signed_out' }],
  ])
})

test('signing out without any token is refused', async () => {
  expect((await door.send('/auth/logout', {})).status).toBe(401)
})

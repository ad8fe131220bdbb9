import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { REDIS_MISSING, type RedisServer, startRedis } from '#tests/servers/redis.ts'
import { cacheOf } from '../platform/cache.fixture.ts'
import { redisCache } from '../platform/cache-redis.ts'
import type { Platform } from '../platform/platform.ts'
import { openRedis } from '../platform/redis.ts'
import { openStage, PASSWORD, type Stage } from './stage.fixture.ts'
import { visitsTo } from './visits.fixture.ts'

// A change in one process is effective at the next request in another. The two share only the database and a
// real Redis, no memory.

const redis = await startRedis()

describe.skipIf(!redis)('a change takes effect at the next request in another process', () => {
  let stage: Stage
  let door: ReturnType<typeof visitsTo>
  let tree: Awaited<ReturnType<Stage['mintTree']>>
  let here: Platform
  let there: Platform
  let close: () => Promise<void>

  beforeAll(async () => {
    stage = await openStage({ connections: 4 })
    door = visitsTo(stage)
    // Skipped without Redis, so it is there.
    const { url } = redis as RedisServer
    const lines = [1, 2].map(() => openRedis(url, () => {}))
    const other = stage.open()
    other.clock.set(stage.platform.clock.now())
    const [own, others] = lines.map((line) => cacheOf(redisCache(line)))
    if (!own || !others) throw new Error('two connections were opened')
    here = { ...stage.platform, cache: own }
    there = { ...other, cache: others }
    close = async () => {
      for (const line of lines) line.disconnect()
      await other.close()
    }
  })
  beforeEach(async () => {
    tree = await stage.mintTree()
  })
  afterAll(async () => {
    await close?.()
    await stage?.close()
    await redis?.close()
  })

  const tokenOf = async (username: string, on: Platform): Promise<string> =>
    (await door.signIn({ username }, { on })).body.accessToken
  /** Signs in at one process and uses the token at the other, which then has the auth state cached. */
  async function seenThere(username: string) {
    const token = await tokenOf(username, here)
    for (let i = 0; i < 2; i++) expect(await door.meStatus(token, there)).toBe(200)
    return token
  }
  const asHq = async () => door.as(await tokenOf(tree.hq.user.username, here))
  const decide = async (path: string, body: object) => {
    const answer = await door.send(path, body, await asHq(), here)
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    return answer.body
  }

  test('a suspended person is out, and in again after reinstatement', async () => {
    const username = `${tree.shop.user.username}-staff`
    const person = { companyId: tree.shop.id, username, role: 'staff' } as const
    const { id } = await stage.addUser(tree.hq.id, person)
    const staff = await seenThere(username)
    const { version } = await decide(`/users/${id}/suspension`, { version: 1, reason: '점검' })
    expect(await door.meStatus(staff, there)).toBe(401)
    expect((await door.signIn({ username }, { on: there })).body.code).toBe('not_admitted')
    await decide(`/users/${id}/reinstatement`, { version })
    expect((await door.signIn({ username }, { on: there })).status).toBe(200)
  })

  test('all people below a closed company are out', async () => {
    const shop = await seenThere(tree.shop.user.username)
    await decide(`/companies/${tree.agency.id}/closing`, { version: 1, reason: '정리' })
    expect(await door.meStatus(shop, there)).toBe(401)
    // The shop of another agency is not below the closed one.
    const cousin = await tokenOf(tree.cousin.user.username, here)
    expect(await door.meStatus(cousin, there)).toBe(200)
  })

  test('a copied refresh token ends the session', async () => {
    const first = (await door.signIn({ username: tree.shop.user.username }, { on: here })).body
    expect(await door.meStatus(first.accessToken, there)).toBe(200)
    const second = (await door.refresh(first.refreshToken, here)).body
    await door.refresh(second.refreshToken, there)
    expect((await door.refresh(first.refreshToken, here)).status).toBe(401)
    expect(await door.meStatus(first.accessToken, there)).toBe(401)
  })

  test('a second factor is asked for, and its proof is recognised', async () => {
    const { username } = tree.agency.user
    const agency = await tokenOf(username, here)
    const approve = async (token: string, on: Platform) => {
      const headers = { ...door.as(token), 'idempotency-key': `key-${crypto.randomUUID()}` }
      const input = { lines: { month: '2026-10' } }
      return (await door.send('/settlements/approvals', input, headers, on)).body.code
    }
    // There is nothing to approve: the conflict shows that the guard let the request through.
    expect(await approve(agency, there)).toBe('conflict')
    const other = await tokenOf(username, there)
    const begun = await door.send('/me/second-factor', undefined, door.as(agency), here)
    const code = { code: door.codeOf(begun.body.key) }
    const path = '/me/second-factor/confirmation'
    const { codes } = (await door.send(path, code, door.as(agency), here)).body
    expect(await approve(agency, there)).toBe('conflict')
    // Another device of the same person has not shown the factor.
    expect(await approve(other, there)).toBe('step_up_required')
    await door.send('/me/step-up', { code: codes[0] }, door.as(other), here)
    expect(await approve(other, there)).toBe('conflict')
    expect((await door.signIn({ username }, { on: there })).status).toBe(202)
    const removal = { password: PASSWORD, code: codes[1] }
    await door.send('/me/second-factor/removal', removal, door.as(agency), here)
    expect((await door.signIn({ username }, { on: there })).status).toBe(200)
  })

  test('failures of both processes count together', async () => {
    const { username } = tree.shop.user
    for (const on of [here, there, here, there, here])
      expect((await door.signIn({ username, password: 'wrong' }, { on })).status).toBe(401)
    expect((await door.signIn({ username }, { on: there })).status).toBe(429)
  })
})
if (!redis) test.skip(`at the next request in another process ${REDIS_MISSING}`, () => {})

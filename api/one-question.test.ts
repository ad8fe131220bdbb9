import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { REDIS_MISSING, type RedisServer, startRedis } from '#tests/servers/redis.ts'
import { startUpstash, type UpstashServer } from '#tests/servers/upstash.ts'
import { openWorld, type World } from '#tests/world.ts'
import { transact } from './context.ts'
import { foresee } from './platform/foreseen.ts'
import type { Platform } from './platform/platform.ts'
import { overUpstash, type SharedByNode } from './platform/shared-node.ts'

// The number of calls that a request makes to the shared cache, counted at an Upstash, where each call is a
// round trip over the public internet.

/** Read by everybody all day; each needs only versions that the request asks for once it knows the person. */
const PATHS = [
  'me',
  'policies',
  'orders',
  'orders/counts',
  'companies',
  'settlements/lines',
  'dashboard',
]
const CROWD = 20

const redis = await startRedis()

describe.skipIf(!redis)('calls of a request to the shared cache', () => {
  let world: World
  let tree: Awaited<ReturnType<World['mintTree']>>
  let upstash: UpstashServer
  let shared: SharedByNode
  let on: Platform
  beforeAll(async () => {
    world = await openWorld({ connections: 4 })
    tree = await world.mintTree()
    // `redis` is set: the suite is skipped without it.
    upstash = await startUpstash((redis as RedisServer).url)
    shared = overUpstash(upstash, world.platform)
    on = { ...world.platform, cache: shared.cache }
  })
  afterAll(async () => {
    await shared?.close()
    await upstash?.close()
    await redis?.close()
    await world?.close()
  })
  const read = async (who: typeof tree.hq.admin, path: string) => {
    const response = await world.call(path, { headers: await who.credentials() }, { on })
    expect(response.status, `${path} ${await response.text()}`).toBe(200)
  }
  /** The calls of the work, without the probe of an idle second. */
  const asked = async (work: () => Promise<unknown>) => {
    const before = upstash.requests
    await work()
    return upstash.requests - before
  }

  test.each(PATHS)('GET /%s makes one call', async (path) => {
    for (const who of [tree.hq.admin, tree.a.admin, tree.r1.admin]) {
      await read(who, path)
      expect(await asked(() => read(who, path))).toBe(1)
    }
  })

  test('requests at the same time share their calls', async () => {
    const crowd = () =>
      Promise.all(Array.from({ length: CROWD }, () => read(tree.a.admin, 'policies')))
    await crowd()
    expect(await asked(crowd)).toBeLessThan(CROWD)
  })

  test('a request reads anew what it has committed', async () => {
    const ctx = {
      ...world.ctxOf(tree.hq.admin.actor),
      foreseen: new Map<string, Promise<string>>(),
    }
    foresee(ctx, ['n'])
    await transact(ctx, async () => {})
    expect(ctx.foreseen.size).toBe(0)
  })
})
if (!redis) test.skip(`calls of a request to the shared cache ${REDIS_MISSING}`, () => {})

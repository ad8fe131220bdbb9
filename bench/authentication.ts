import { eq } from 'drizzle-orm'
import type { Actor } from '#api/access/actor.ts'
import { personNamespace } from '#api/access/namespaces.ts'
import { app } from '#api/app.ts'
import { accessTokenFor } from '#api/auth/access-token.ts'
import { actorOf } from '#api/auth/session.ts'
import { memo } from '#api/platform/memo.ts'
import type { Platform } from '#api/platform/platform.ts'
import { overRedis } from '#api/platform/shared-node.ts'
import { accountOf, actorFor } from '#api/users/account.ts'
import { companies } from '#db/schema/companies.ts'
import { users } from '#db/schema/users.ts'
import { startRedis } from '#tests/servers/redis.ts'
import { each } from './each.ts'
import { HQ_ID } from './volume.ts'

const FEWER = 2_000

/** A person of the volume database, whose session from `people.ts` has the id of the person. */
export async function somebody(platform: Platform): Promise<Actor> {
  const [row] = await platform.db
    .select({ id: users.id })
    .from(users)
    .innerJoin(companies, eq(companies.id, users.companyId))
    .where(eq(companies.hqId, HQ_ID))
    .limit(1)
  const account = row && (await accountOf(platform, row.id))
  if (!account) throw new Error('the volume database has no people')
  return actorFor(account, { id: account.user.id })
}

/** The cost of reading who asks and their rights, with warm and with empty caches; microseconds. */
export async function authenticationCosts(
  platform: Platform,
  actor: Actor,
): Promise<[string, number][]> {
  const token = await accessTokenFor(platform, actor, 900)
  const headers = { authorization: `Bearer ${token}` }
  const request = new Request('http://x/api/v2/orders', { headers })
  const ask = (on: Platform) => () => actorOf(on, request)
  const rows: [string, number][] = [
    ['authentication, warm: token, auth state, versions in process', await each(ask(platform))],
    [
      'authentication after a change: auth state asked of Postgres',
      await each(async () => {
        await platform.cache.bump(personNamespace(actor.userId))
        await actorOf(platform, request)
      }, FEWER),
    ],
    [
      'authentication, cold: signature checked, auth state asked',
      await each(() => actorOf({ ...platform, memo: memo() }, request), FEWER),
    ],
  ]
  const warm = rows[0]?.[1] ?? 0
  const whole = await each(() => cachedList(platform, headers), FEWER)
  rows.push(
    ['the cheapest request that it is part of: the cached policy list, without the wire', whole],
    ['share of authentication in that request, per cent', (100 * warm) / whole],
  )
  const redis = await startRedis()
  if (redis) {
    const { cache, close } = overRedis(redis.url, platform)
    const shared = { ...platform, cache, memo: memo() }
    rows.push([
      'authentication, warm: versions in Redis, one after another',
      await each(ask(shared), FEWER),
    ])
    rows.push([
      'authentication, warm: versions in Redis, 64 at a time',
      (await each(() => Promise.all(Array.from({ length: 64 }, ask(shared))), FEWER / 20)) / 64,
    ])
    await close()
    await redis.close()
  }
  return rows
}

async function cachedList(platform: Platform, headers: Record<string, string>): Promise<void> {
  const request = new Request('http://x/api/v2/policies?limit=50', { headers })
  const silent = { ...platform, log: { info: () => {}, error: platform.log.error } }
  const live = () => new Response(null, { status: 501 })
  const response = await app.fetch(request, { platform: silent, address: '192.0.2.1', live })
  if (response.status !== 200) throw new Error(`the list answered ${response.status}`)
  await response.arrayBuffer()
}

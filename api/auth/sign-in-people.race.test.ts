import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sessions } from '#db/schema/devices.ts'
import { openWorld, PASSWORD, type Tree, type World } from '#tests/world.ts'
import type { Platform } from '../platform/platform.ts'
import { appOf } from './app.fixture.ts'

// A person is suspended or closed out while the sign-in still checks their password or code. That sign-in
// must fail: a session opened then would be alive again once the person is reinstated.

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld({ connections: 4 })
})
afterAll(() => world.close())
beforeEach(async () => {
  tree = await world.mintTree()
})

type Ending = () => Promise<{ status: number }>
/**
 * Ways to refuse the staff of a shop. Each returns a function that does it at a chosen moment of the sign-in.
 */
const ENDINGS: Record<string, (userId: string) => Promise<Ending>> = {
  'the person is suspended': async (userId) => {
    const decision = { version: 1, reason: '퇴사' }
    return () => tree.r1.admin.post(`users/${userId}/suspension`, decision)
  },
  'the shop is closed': async () => {
    const { version } = (await tree.hq.admin.get(`companies/${tree.r1.id}`)).body
    const decision = { version, reason: '폐점' }
    return () => tree.hq.admin.post(`companies/${tree.r1.id}/closing`, decision)
  },
  'the agency above is closed': async () => {
    const { version } = (await tree.hq.admin.get(`companies/${tree.a.id}`)).body
    const decision = { version, reason: '계약 종료' }
    return () => tree.hq.admin.post(`companies/${tree.a.id}/closing`, decision)
  },
  'the password is set by a link': async (userId) => {
    const { body } = await tree.r1.admin.post(`users/${userId}/password-reset`)
    const link = { token: String(body.link).split('#')[1], password: 'sunflower-morning-7' }
    return () => world.nobody.post('auth/password-resets', link)
  },
}

/** A process that calls `stop` between computing what the check needs and answering. */
function stopping(stop: () => Promise<unknown>): Platform {
  const { platform } = world
  return {
    ...platform,
    hasher: {
      derive: async (...asked) => {
        const hash = await platform.hasher.derive(...asked)
        await stop()
        return hash
      },
    },
    vault: {
      ...platform.vault,
      open: async (sealed) => {
        const secret = await platform.vault.open(sealed)
        await stop()
        return secret
      },
    },
  }
}

async function sent(path: string, body: object, on?: Platform) {
  const init = { method: 'POST', headers: JSON_BODY, body: JSON.stringify(body) }
  const response = await world.call(path, init, on ? { on } : {})
  return { status: response.status, body: await response.json() }
}
const JSON_BODY = { 'content-type': 'application/json' }

describe.each(Object.keys(ENDINGS))('while %s', (name) => {
  let end: () => Promise<unknown>
  beforeEach(async () => {
    const ending = await ENDINGS[name]?.(tree.r1.staff.actor.userId)
    end = async () => expect((await ending?.())?.status).toBeLessThan(300)
  })

  /** The request is refused, and the only session is the one that has ended. */
  async function expectOutside({ status, body }: { status: number; body: { code?: string } }) {
    expect(['unauthenticated', 'not_admitted'], `${status}`).toContain(body.code)
    const { userId } = tree.r1.staff.actor
    const all = await world.platform.db.select().from(sessions).where(eq(sessions.userId, userId))
    expect(all.map(({ revokedAt }) => revokedAt !== null)).toEqual([true])
  }

  test('a password opens no session', async () => {
    const { username } = (await tree.r1.staff.get('me')).body
    const shown = { username, password: PASSWORD }
    await expectOutside(await sent('auth/login', shown, stopping(end)))
  })

  test('a code in the second step opens no session', async () => {
    const { code } = await appOf(world, tree.r1.staff)
    world.platform.clock.advance(30)
    const { username } = (await tree.r1.staff.get('me')).body
    const { challenge } = (await sent('auth/login', { username, password: PASSWORD })).body
    await expectOutside(
      await sent('auth/second-factor', { challenge, code: code() }, stopping(end)),
    )
  })
})

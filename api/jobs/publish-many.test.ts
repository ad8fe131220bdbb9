import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openNeon } from '#db/neon.ts'
import { type NeonProxy, startNeonProxy } from '#tests/servers/neon-proxy.ts'
import { widen } from '#tests/wide-tree.ts'
import { C2_POLICY, openWorld, sentBody, type Tree, typeOf, type World } from '#tests/world.ts'
import type { Platform } from '../platform/platform.ts'

// What a command sends while it reaches thousands of companies. On Workers each publication of an event, each wake
// and each question to the database leaves the invocation, and their number is limited.

const FEW = { agencies: 20, shopsOfEach: 9 }
const MANY = { agencies: 40, shopsOfEach: 39 }

type Counted = { events: number; wakes: number; questions: number }

describe('what the number of companies does not change', () => {
  let world: World
  let neon: NeonProxy
  beforeAll(async () => {
    world = await openWorld({ connections: 4 })
    neon = await startNeonProxy(world.database.url)
  })
  afterAll(async () => {
    await neon?.close()
    await world?.close()
  })

  /** A request as a Worker serves it: with connections of its own; counts what it sends until all is done. */
  async function counted(who: Tree['hq']['admin'], method: string, path: string, body: object) {
    const { platform } = world
    const { db, close } = openNeon(world.database.url, { wsProxy: neon.wsProxy })
    let wakes = 0
    const queue = {
      wake: async (ids: string[]) => {
        wakes += 1
        await platform.queue.wake(ids)
      },
    }
    const on: Platform = { ...platform, db, replica: db, queue }
    const [published, asked] = [platform.published.length, neon.roundTrips]
    const headers = {
      ...(await who.credentials()),
      'content-type': typeOf(body),
      'idempotency-key': crypto.randomUUID(),
    }
    const response = await world.call(path, { method, headers, body: sentBody(body) }, { on })
    const text = await response.text()
    expect(response.status, text).toBeLessThan(300)
    await platform.settled()
    await close()
    const calls: Counted = {
      events: platform.published.length - published,
      wakes,
      questions: neon.roundTrips - asked,
    }
    return { answer: JSON.parse(text), calls }
  }

  /** One command of each kind that reaches the whole tree, on a tree of this size. */
  async function everyCommand(size: typeof FEW) {
    const tree = await world.mintTree()
    const { admin } = tree.hq
    const own = await widen(world, tree, size)
    const calls: Record<string, Counted> = {}
    const run = async (name: string, method: string, path: string, body: object) => {
      const done = await counted(admin, method, path, body)
      calls[name] = done.calls
      return done.answer
    }
    const policy = { ...C2_POLICY, targets: [tree.a.id, tree.b.id, ...own] }
    const first = await run('publication', 'POST', 'policies', policy)
    const start = new Date(world.platform.clock.now().getTime() + 86_400_000).toISOString()
    // Half of the agencies: what follows the policy does not reach the others, who are told of its end.
    const half = own.slice(0, own.length / 2)
    const next = await run('successor', 'POST', 'policies', {
      ...{ ...policy, title: '다음 달', succeeds: first.id, validFrom: start },
      targets: [tree.a.id, ...half],
    })
    await run('withdrawal of the successor', 'POST', `policies/${next.id}/withdrawal`, {
      ...{ version: next.version, reason: '단가 오류' },
    })
    const { version, title, description } = (await admin.get(`policies/${first.id}`)).body
    const end = { version, title, description, validTo: start, requiresReading: true }
    const edited = await run('another end', 'PUT', `policies/${first.id}`, end)
    await run('other targets', 'PUT', `policies/${first.id}/targets`, {
      ...{ version: edited.version, targets: [tree.a.id, ...half], exclusions: [] },
    })
    await run('a plan', 'POST', 'plans', { carrier: 'skt', name: '5G 새싹', monthlyFeeWon: 37_000 })
    const notice = {
      ...{
        type: 'general',
        title: '안내',
        content: '내용',
        isImportant: false,
        requiresReading: false,
      },
      ...{ place: 0, policyId: null, validFrom: null, validTo: null, agencyIds: null },
      tiers: ['agency', 'retail'],
    }
    await run('a notice', 'POST', 'notices', notice)
    return calls
  }

  test('calls of a command for 200 companies and for 1,600', async () => {
    const few = await everyCommand(FEW)
    const many = await everyCommand(MANY)
    expect(many).toEqual(few)
    for (const { events, wakes } of Object.values(many)) {
      // The headquarters hear of each policy that the command changes.
      expect(events).toBeLessThanOrEqual(2)
      expect(wakes).toBe(1)
    }
  })
})

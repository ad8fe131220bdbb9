import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dump } from '#tests/dump.ts'
import { type Filled, fill } from '#tests/filled.ts'
import { commandsOf, type Sample } from '#tests/samples.ts'
import { openWorld, sentBody, typeOf, type World } from '#tests/world.ts'
import { type TxCtx, transact } from './context.ts'
import { memo } from './platform/memo.ts'
import type { LiveEvent, Platform } from './platform/platform.ts'

// The effects of a commit: cache versions move, then events go out, then the answer. An engine that is
// down never turns a committed command into an error, or a failed one into a success.

let world: World
let tree: Filled
async function open() {
  world = await openWorld()
  tree = await fill(world, await world.mintTree(), '')
}
const close = () => world.close()

let calls = 0
async function send({ route, who, path, body }: Sample, on: Platform) {
  const [method = ''] = route.split(' ')
  const headers = {
    ...(who && (await who.credentials())),
    ...(body && { 'content-type': typeOf(body) }),
    'idempotency-key': `after-commit-${++calls}`,
  }
  const init = { method, headers, ...(body && { body: sentBody(body) }) }
  // Each call comes from another address, so that no address limit answers instead of the route.
  const response = await world.call(path, init, { on, address: `192.0.2.${calls % 250}` })
  return { status: response.status, text: await response.text() }
}

const away = (): never => {
  throw new Error('the engine is away')
}
const silent = () => new Promise<never>(() => {})

/** The platform with ports for bumps, events and wakes that behave as `how`; the rest works. */
const withEngines = (how: () => Promise<never>): Platform => ({
  ...world.platform,
  cache: { ...world.platform.cache, bump: how },
  realtime: { publish: how },
  queue: { wake: how },
})

const failures = async () => {
  const text = (await world.platform.metrics.text()) ?? ''
  return [...text.matchAll(/^maru_effects_failed_total\{(.*)\} (\d+)$/gm)].map(
    ([, labels]) => labels,
  )
}

/** The tables that differ. */
const changedBetween = (before: Record<string, string>, after: Record<string, string>) =>
  Object.keys(after).filter((name) => after[name] !== before[name])

/** Commands that write no row here: they only read, or find no other device, factor or lock to end. */
const LEAVES_NOTHING = new Set([
  'POST /api/v2/quotes',
  'POST /api/v2/orders/identifier-checks',
  'POST /api/v2/uploads/catalog',
  'POST /api/v2/uploads/prices',
  // The bytes went through a route of ours, which has seen them already.
  'POST /api/v2/attachments/:id/completion',
  'POST /api/v2/registration/invitation',
  'POST /api/v2/me/sessions/revocations',
  'POST /api/v2/users/:id/second-factor-reset',
  'POST /api/v2/users/:id/unlock',
])

describe('every command, while the engines for bumps, events and wakes are down', () => {
  beforeEach(open)
  afterEach(close)

  test('is answered as done, because it is committed', async () => {
    const on = withEngines(async () => away())
    for (const sample of commandsOf(tree)) {
      const before = await dump(world.platform.db)
      const { status, text } = await send(sample, on)
      expect.soft(status, `${sample.route} ${text}`).toBeLessThan(300)
      await world.platform.settled()
      const written = changedBetween(before, await dump(world.platform.db))
      expect
        .soft(written.length === 0, `${sample.route} wrote ${written}`)
        .toBe(LEAVES_NOTHING.has(sample.route))
    }
    expect(await failures()).toEqual(
      expect.arrayContaining(
        ['bump', 'publish', 'deferred'].map((effect) => `effect="${effect}",reason="failed"`),
      ),
    )
    const line = world.platform.logged.find(({ event }) => event === 'effect.failed')
    expect(line).toMatchObject({ requestId: expect.any(String), effect: expect.any(String) })
  })

  test('with the whole cache down too: a success is committed, a server error has changed nothing', async () => {
    const cache = { claim: away, version: away, bump: away }
    const on = { ...withEngines(async () => away()), cache }
    let done = 0
    for (const sample of commandsOf(tree)) {
      const before = JSON.stringify(await dump(world.platform.db))
      const { status, text } = await send(sample, on)
      await world.platform.settled()
      const after = JSON.stringify(await dump(world.platform.db))
      const where = `${sample.route} ${status} ${text}`
      if (status < 300) done += 1
      if (status < 300 && !LEAVES_NOTHING.has(sample.route))
        expect.soft(after === before, where).toBe(false)
      if (status >= 500) expect.soft(after === before, where).toBe(true)
    }
    expect(done).toBeGreaterThan(30)
  })

  test('is answered even if they never answer', async () => {
    const on = withEngines(silent)
    const wanted = [
      'POST /api/v2/policies',
      'POST /api/v2/orders',
      'POST /api/v2/companies/:id/closing',
    ]
    for (const route of wanted) {
      const sample = commandsOf(tree).find((each) => each.route === route)
      if (!sample) throw new Error(`no sample of ${route}`)
      const { status, text } = await send(sample, on)
      expect(status, text).toBeLessThan(300)
    }
    expect(await failures()).toContain('effect="any",reason="late"')
  })
})

describe('every command', () => {
  beforeAll(open)
  afterAll(close)

  test('moves each version once, before any event goes out, and publishes each event once', async () => {
    const steps: string[] = []
    const on: Platform = {
      ...world.platform,
      cache: {
        ...world.platform.cache,
        bump: async (...namespaces) => {
          await world.platform.cache.bump(...namespaces)
          for (const namespace of namespaces) steps.push(`bump ${namespace}`)
        },
      },
      realtime: {
        publish: async (companyId, { type, id }) =>
          void steps.push(`tell ${companyId} ${type} ${id}`),
      },
    }
    const published = new Set<string>()
    for (const sample of commandsOf(tree)) {
      steps.splice(0)
      const { status, text } = await send(sample, on)
      expect(status, `${sample.route} ${text}`).toBeLessThan(300)
      // A sign-in or a reset mail has more effects after the answer; only the effects before it count here.
      const here = [...steps]
      await world.platform.settled()
      expect(new Set(here).size, `${sample.route} ${here}`).toBe(here.length)
      const firstTold = here.findIndex((step) => step.startsWith('tell'))
      const lastMoved = here.findLastIndex((step) => step.startsWith('bump'))
      if (firstTold >= 0) expect(lastMoved, `${sample.route} ${here}`).toBeLessThan(firstTold)
      for (const step of here) published.add(step.split(' ')[2] ?? step.split(':')[0] ?? '')
    }
    expect([...published].toSorted()).toEqual(
      expect.arrayContaining(['company.changed', 'order.placed', 'policy.changed', 'user.changed']),
    )
  })
})

describe('another process with remembered values, after the answer or an event', () => {
  beforeAll(open)
  afterAll(close)

  /** Another process: the same database and cache, but its own memory. */
  const other = () => ({ ...world.platform, memo: memo() })
  const reading = (who: Filled['hq']['admin'], path: string, on: Platform) => async () => {
    const init = { headers: await who.credentials() }
    const response = await world.call(path, init, { on })
    return { status: response.status, text: await response.text() }
  }

  test('sees the new price as soon as the event arrives', async () => {
    const on = other()
    const wish = { policyId: tree.ids.policyId, planId: tree.skt99, joinType: 'mnp' }
    const quote = () =>
      send(
        {
          route: 'POST /api/v2/quotes',
          who: tree.r2.staff,
          path: 'quotes',
          body: { ...wish, contractMonths: 24, simType: 'prepaid' },
        },
        on,
      )
    const before = await quote()
    const heard: [LiveEvent['type'], string][] = []
    const recording: Platform = {
      ...world.platform,
      realtime: { publish: async (_, { type }) => void heard.push([type, (await quote()).text]) },
    }
    const sample = commandsOf(tree).find(({ route }) => route.endsWith('/agency-rates'))
    if (!sample) throw new Error('no sample')
    expect((await send(sample, recording)).status).toBe(200)
    expect(heard.length).toBeGreaterThan(2)
    for (const [type, text] of heard) {
      expect(type).toBe('policy.changed')
      expect(text).not.toBe(before.text)
    }
  })

  test('sees the new name of a company', async () => {
    const list = reading(tree.hq.admin, 'orders', other())
    expect((await list()).text).not.toContain('새 이름')
    const renamed = await tree.hq.admin.put(`companies/${tree.ids.r1}`, {
      version: 1,
      name: '새 이름',
    })
    expect(renamed.status).toBe(200)
    expect((await list()).text).toContain('새 이름')
  })

  test('lists a policy until it is withdrawn', async () => {
    const list = reading(tree.r1.staff, 'policies', other())
    expect((await list()).text).toContain(tree.ids.policyId)
    const body = { version: 1, reason: '단가 오류' }
    const path = `policies/${tree.ids.policyId}/withdrawal`
    expect((await tree.hq.admin.post(path, body)).status).toBe(200)
    const after = JSON.parse((await list()).text).items.find(
      ({ id }: { id: string }) => id === tree.ids.policyId,
    )
    expect(after?.status ?? 'gone').not.toBe('active')
  })

  test('refuses people once they are suspended or their company is closed', async () => {
    const on = other()
    const asStaff = reading(tree.r2.staff, 'me', on)
    const asShop = reading(tree.r1.staff, 'me', on)
    for (const ask of [asStaff, asShop]) expect((await ask()).status).toBe(200)
    const reason = '사유'
    const decide = async (who: Filled['hq']['admin'], record: string, what: string) => {
      const { version } = (await who.get(record)).body
      const { status, text } = await who.post(`${record}/${what}`, { version, reason })
      expect(status, text).toBe(200)
    }
    await decide(tree.a.admin, `users/${tree.r2.staff.actor.userId}`, 'suspension')
    expect((await asStaff()).status).toBe(401)
    await decide(tree.hq.admin, `companies/${tree.ids.r1}`, 'closing')
    expect((await asShop()).status).toBe(401)
  })

  test('gets the event of a joined transaction once after the outer commit, or never after a rollback', async () => {
    const ctx = world.ctxOf(tree.hq.admin.actor)
    const id = tree.ids.policyId
    const event = { type: 'policy.changed', id } as const
    const inner = (outer: Parameters<Parameters<typeof transact>[1]>[0]) =>
      transact(outer, async (ctx) => ctx.changed({ event, heardBy: [tree.ids.hq] }))
    const publishedEvents = () =>
      world.platform.published.filter(({ type }) => type === 'policy.changed')
    world.platform.published.splice(0)
    const undone = transact(ctx, async (ctx) => {
      await inner(ctx)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(publishedEvents()).toEqual([])
    await transact(ctx, async (ctx) => {
      await inner(ctx)
      await inner(ctx)
      expect(publishedEvents()).toEqual([])
    })
    expect(publishedEvents()).toEqual([{ companyId: tree.ids.hq, ...event }])
  })

  test('writes rows that are given to atLast while such rows are being written', async () => {
    const written: string[] = []
    const write = async (ctx: TxCtx, rows: string[]) => {
      if (rows.includes('first')) ctx.atLast(write, ['second'])
      written.push(...rows)
    }
    await transact(world.ctxOf(tree.hq.admin.actor), async (ctx) => ctx.atLast(write, ['first']))
    expect(written).toEqual(['first', 'second'])
  })
})

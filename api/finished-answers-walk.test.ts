import { expect, test } from 'vitest'
import { commandsOf, type Sample } from '#tests/samples.ts'
import { sentBody, typeOf } from '#tests/world.ts'
import { openReaders, type Read, said } from './finished-answers.fixture.ts'
import type { Platform } from './platform/platform.ts'

// Whatever a command changes, no process answers from before it.

type Readers = Awaited<ReturnType<typeof openReaders>>

/** Readers of every tier, of all that is kept. */
function readsOf({ tree, quiet, quote }: Readers): Read[] {
  const { hq, a, b, r1, r2, rb } = tree
  const listed = [hq.admin, hq.staff, a.admin, b.admin, r1.staff, rb.admin]
  const quoting = [r1.admin, r1.staff, r2.staff, rb.admin]
  return [
    ...listed.map((who) => ({ who, path: 'policies' })),
    { who: hq.admin, path: 'policies?limit=1' },
    ...quoting.flatMap((who) =>
      [tree.ids.policyId, quiet].map((policyId) => ({
        ...{ who, path: 'quotes' },
        body: quote({ policyId }),
      })),
    ),
  ]
}

let calls = 0
async function send({ world }: Readers, { route, who, path, body }: Sample, on: Platform) {
  const [method = ''] = route.split(' ')
  const headers = {
    ...(who && (await who.credentials())),
    ...(body && { 'content-type': typeOf(body) }),
    'idempotency-key': `finished-answers-${++calls}`,
  }
  const init = { method, headers, ...(body && { body: sentBody(body) }) }
  const response = await world.call(path, init, { on, address: `192.0.2.${calls % 250}` })
  return { status: response.status, text: await response.text() }
}

test('a quote follows each change of the catalogue that it is made from', async () => {
  const { world, tree, quiet, process, quote, ask } = await openReaders()
  const on = process()
  const deviceId = (await tree.hq.admin.get('devices')).body.items[0].id
  const read = {
    ...{ who: tree.r1.staff, path: 'quotes' },
    body: quote({ policyId: quiet, deviceId, simType: 'prepaid' }),
  }
  const { admin } = tree.hq
  const plan = async () =>
    (await admin.get('plans')).body.items.find(({ id }: { id: string }) => id === tree.skt99)
  const settings = async (change: object) => {
    const { body } = await admin.get('catalog/settings')
    return admin.put('catalog/settings', {
      ...{ version: body.version, carriersOff: [], sims: [], couriers: [] },
      ...change,
    })
  }
  const rename = { category: null, description: '' }
  const sim = { kind: 'prepaid', label: null, modelCode: null, priceWon: null }
  const changes = [
    async () =>
      admin.put(`plans/${tree.skt99}`, {
        ...{ version: (await plan()).version, name: '다른 이름', active: true, ...rename },
      }),
    () => settings({ sims: [{ ...sim, offered: false }] }),
    () => settings({ sims: [{ ...sim, offered: true }] }),
    () => settings({ carriersOff: ['skt'] }),
    () => settings({}),
    async () =>
      admin.put(`plans/${tree.skt99}`, {
        ...{ version: (await plan()).version, name: '다른 이름', active: false, ...rename },
      }),
  ]
  for (const change of changes) {
    await ask(read, on)
    const before = said(await ask(read, on))
    const { status, text } = await change()
    expect(status, text).toBeLessThan(300)
    const fresh = said(await ask(read, process()))
    expect(said(await ask(read, on))).toBe(fresh)
    expect(fresh).not.toBe(before)
  }
  await world.close()
})

test('after the answer of any command no process sends an answer of before', async () => {
  const readers = await openReaders()
  const { world, tree, process, ask, finished } = readers
  const [writer, reader] = [process(), process()]
  const changed = new Set<string>()
  for (const sample of commandsOf(tree)) {
    const before = new Map<Read, string>()
    for (const read of readsOf(readers))
      for (const on of [writer, reader]) {
        await ask(read, on)
        before.set(read, said(await ask(read, on)))
      }
    const { status, text } = await send(readers, sample, writer)
    expect(status, `${sample.route} ${text}`).toBeLessThan(300)
    for (const [read, was] of before) {
      const fresh = said(await ask(read, process()))
      if (fresh !== was) changed.add(sample.route)
      for (const on of [writer, reader])
        expect
          .soft(
            said(await ask(read, on)),
            `${read.path} of ${read.who.actor.tier} after ${sample.route}`,
          )
          .toBe(fresh)
    }
    await world.platform.settled()
  }
  expect(await finished()).toBeGreaterThan(500)
  // Of what can change, enough does.
  expect(changed.size).toBeGreaterThan(10)
  await world.close()
})

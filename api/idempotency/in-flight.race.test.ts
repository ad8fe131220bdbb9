import { type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { heldBack } from '#tests/held.ts'
import { nextLine } from '#tests/numbers.ts'
import { C2_POLICY, c2Order, openWorld, type Tree, type World } from '#tests/world.ts'
import { type TestPlatform, testPlatform } from '../platform/test.ts'

// One command is sent twice, the second time to another process while the first one runs. Both wait for the
// same lock, and the later one finds the effect of the earlier one.

let world: World
let tree: Tree
let other: TestPlatform
let policyId: string
const period = { start: '2026-11-01', end: '2026-11-30' }
const HOLD_WON = 400_000
beforeAll(async () => {
  world = await openWorld({ connections: 6 })
  other = testPlatform({ databaseUrl: world.database.url, connections: 6 })
  tree = await world.mintTree()
  policyId = await tree.publish()
  const { hq, a, r1, r2 } = tree
  const give = (to: string, amountWon: number) => ({
    period,
    items: [{ companyId: to, amountWon }],
  })
  await hq.admin.post('rebates/allocations', give(a.id, 10 * HOLD_WON))
  await a.admin.post('rebates/distributions', give(r1.id, 5 * HOLD_WON))
  await a.admin.post('rebates/distributions', give(r2.id, HOLD_WON))
})
afterAll(async () => {
  await other.close()
  await world.close()
})

type Client = Tree['hq']['admin']
type Sent = { who: Client; path: string; body: object; lock: SQL }

const placed = async () =>
  (await tree.r1.admin.post('orders', c2Order(policyId, tree.skt99))).body.id as string

/** Commands whose own effect would refuse them the second time. */
const COMMANDS: Record<string, () => Promise<Sent>> = {
  'an approval': async () => {
    const id = await placed()
    const lock = sql`select 1 from orders where id = ${id} for update`
    return { who: tree.hq.admin, path: `orders/${id}/approval`, body: { version: 1 }, lock }
  },
  'an order that uses the whole budget': async () => ({
    who: tree.r2.admin,
    path: 'orders',
    body: c2Order(policyId, tree.skt99),
    lock: sql`select 1 from accounts where company_id = ${tree.r2.id} for update`,
  }),
  'a distribution of the whole budget': async () => ({
    who: tree.a.admin,
    path: 'rebates/distributions',
    body: { period, items: [{ companyId: tree.r3.id, amountWon: 4 * HOLD_WON }] },
    lock: sql`select 1 from accounts where company_id = ${tree.a.id} for update`,
  }),
  'a policy with a unique title': async () => ({
    who: tree.hq.admin,
    path: 'policies',
    body: { ...C2_POLICY, title: '두 번 보낸 정책', targets: [tree.a.id] },
    lock: sql`lock table policies in share mode`,
  }),
  'an approval of all lines of a month': async () => {
    const id = await placed()
    const { hq } = tree
    await hq.admin.post(`orders/${id}/approval`, { version: 1 })
    await hq.admin.post(`orders/${id}/shipment`, { version: 2, noShipment: true })
    const line = { activatedOn: '2026-11-20', activatedNumber: nextLine() }
    await hq.admin.post(`orders/${id}/completion`, { version: 3, ...line })
    const lock = sql`select 1 from settlement_lines where order_id = ${id} for update`
    const body = { lines: { month: '2026-11' } }
    return { who: hq.admin, path: 'settlements/approvals', body, lock }
  },
}

async function sendTo(on: TestPlatform, { who, path, body }: Sent, key: string) {
  const headers = {
    ...(await who.credentials()),
    'content-type': 'application/json',
    'idempotency-key': key,
  }
  const init = { method: 'POST', headers, body: JSON.stringify(body) }
  const response = await world.call(path, init, { on })
  return { status: response.status, body: await response.text() }
}

test.each(Object.entries(COMMANDS))(
  '%s gets its first answer both times',
  async (name, command) => {
    const sent = await command()
    const key = `sent-twice-${Object.keys(COMMANDS).indexOf(name)}`
    const [first, second] = await heldBack(world.platform.db, sent.lock, 2, () =>
      Promise.all([sendTo(world.platform, sent, key), sendTo(other, sent, key)]),
    )
    expect(first?.status).toBeLessThan(300)
    expect(second).toEqual(first)
    // Another command under the key is refused for that, and a command that is wrong itself stays refused.
    const changed = { ...sent, body: { ...sent.body, title: undefined, version: 2 } }
    if (sent.path.endsWith('/approval'))
      expect((await sendTo(other, changed, key)).body).toContain('idempotency_key_reused')
    expect((await sendTo(other, sent, `${key}-anew`)).status).toBe(409)
  },
)

import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { resealVault } from '../../scripts/vault-reseal.ts'
import type { Vault } from '../platform/platform.ts'
import { aesVault } from '../platform/vault.ts'
import { openAccounts } from './accounts.fixture.ts'
import { resealAll } from './reseal.ts'

const ACCOUNT = '110123456789'
const key = (id: string, byte: number) => ({ id, secret: new Uint8Array(32).fill(byte) })
const OLD = key('vault-1', 1)
const NEW = key('vault-2', 2)

type World = Awaited<ReturnType<typeof openAccounts>>
let world: World
let shop: Awaited<ReturnType<World['openShop']>>
beforeAll(async () => {
  world = await openAccounts()
  shop = await world.openShop()
})
afterAll(() => world.close())

let orders: string[]
/** Five open orders, a second factor, a key of digests and what a customer said about their health, all encrypted with the old key, and no other sealed text. */
beforeEach(async () => {
  const { db, vault } = world.platform
  await db.execute(sql`update order_secrets set key_id = null, sealed = null`)
  await db.execute(sql`delete from second_factors`)
  await db.execute(sql`delete from identifier_keys`)
  await db.execute(sql`delete from customer_health`)
  orders = []
  for (let n = 0; n < 5; n++) orders.push(await shop.place(ACCOUNT))
  const { keyId, sealed } = await vault.seal('JBSWY3DPEHPK3PXP')
  const digests = await vault.seal('a2V5')
  await db.execute(sql`insert into identifier_keys (hq_id, key_id, sealed)
    values (${shop.hq.id}, ${digests.keyId}, ${digests.sealed})`)
  const health = await vault.seal('어깨')
  await db.execute(sql`with customer as (
      insert into customers (company_id, name, created_at, updated_at)
        values (${shop.hq.id}, '김하늘', now(), now()) returning customer_id)
    insert into customer_health (id, customer_id, kind, key_id, sealed, updated_at)
      select gen_random_uuid(), customer_id, 'concerns', ${health.keyId}, ${health.sealed}, now() from customer`)
  await db.execute(sql`insert into second_factors (user_id, key_id, sealed, created_at)
    values (${shop.hq.admin.actor.userId}, ${keyId}, ${sealed}, now())`)
})

const both = aesVault([NEW, OLD])
const run = (vault: Vault = both, batch = 2) => resealAll({ db: world.platform.db, vault }, batch)
/** The account numbers, opened with the newest key alone; undefined for erased ones. */
async function opened(vault = aesVault([NEW])) {
  const plain: (string | undefined)[] = []
  for (const id of orders) {
    const { keyId, sealed } = (await world.kept(id)) ?? {}
    plain.push(keyId && sealed ? await vault.open({ keyId, sealed }) : undefined)
  }
  return plain
}
const all = () => orders.map(() => ACCOUNT)

test('everything is encrypted with the newest key afterwards, with counts by key before and after', async () => {
  expect(await run()).toEqual([
    {
      store: 'order_secrets',
      before: [{ keyId: 'vault-1', count: 5 }],
      after: [{ keyId: 'vault-2', count: 5 }],
      resealed: 5,
      changed: 0,
      unopened: [],
    },
    {
      store: 'second_factors',
      before: [{ keyId: 'vault-1', count: 1 }],
      after: [{ keyId: 'vault-2', count: 1 }],
      resealed: 1,
      changed: 0,
      unopened: [],
    },
    {
      store: 'identifier_keys',
      before: [{ keyId: 'vault-1', count: 1 }],
      after: [{ keyId: 'vault-2', count: 1 }],
      resealed: 1,
      changed: 0,
      unopened: [],
    },
    {
      store: 'customer_health',
      before: [{ keyId: 'vault-1', count: 1 }],
      after: [{ keyId: 'vault-2', count: 1 }],
      resealed: 1,
      changed: 0,
      unopened: [],
    },
  ])
  expect(await opened()).toEqual(all())
})

test('a repeated run changes nothing', async () => {
  await run()
  const before = await world.kept(orders[0] ?? '')
  expect(await run()).toMatchObject(Array(4).fill({ resealed: 0 }))
  expect(await world.kept(orders[0] ?? '')).toEqual(before)
})

test('an interrupted run keeps what it has done, and the next run does the rest', async () => {
  let seals = 0
  const dying: Vault = {
    ...both,
    seal: (plain) => {
      // The first seal finds out the newest key; the fifth is in the middle of the second batch.
      if (++seals === 5) throw new Error('the process died')
      return both.seal(plain)
    },
  }
  await expect(run(dying)).rejects.toThrow('the process died')
  const keys = await Promise.all(orders.map(async (id) => (await world.kept(id))?.keyId))
  expect(keys.toSorted()).toEqual(['vault-1', 'vault-1', 'vault-1', 'vault-2', 'vault-2'])
  expect(await opened(both)).toEqual(all())

  expect(await run()).toMatchObject([3, 1, 1, 1].map((resealed) => ({ resealed })))
  expect(await opened()).toEqual(all())
})

describe('while the application runs', () => {
  test('an account number erased between reading and writing stays erased', async () => {
    const [first = '', ...others] = orders
    let isFirst = true
    const slow: Vault = {
      ...both,
      open: async (box) => {
        if (isFirst) {
          isFirst = false
          await shop.hq.admin.post(`orders/${first}/rejection`, { version: 1, reason: '서류 미비' })
        }
        return both.open(box)
      },
    }
    expect(await run(slow)).toMatchObject([{ resealed: 4, changed: 1, unopened: [] }, {}, {}, {}])
    expect(await world.kept(first)).toEqual({ keyId: null, sealed: null, last4: '6789' })
    expect(await opened()).toEqual([undefined, ...others.map(() => ACCOUNT)])
  })

  test('concurrent runs do no harm, and all of them finish', async () => {
    const results = await Promise.all([run(), run(), run()])
    const sealed = results.map(([accounts]) => accounts?.resealed ?? 0)
    expect(sealed.reduce((sum, count) => sum + count)).toBe(5)
    expect(await opened()).toEqual(all())
  })

  test('an order placed meanwhile stays readable', async () => {
    const placed = shop.place(ACCOUNT)
    await Promise.all([placed, run()])
    orders.push(await placed)
    expect(await opened(both)).toEqual(all())
  })
})

describe('the vault:reseal command', () => {
  const asText = ({ id, secret }: typeof NEW) =>
    `${id}:${Buffer.from(secret).toString('base64url')}`
  const verb = async (...keys: (typeof NEW)[]) => {
    const printed: string[] = []
    const env = {
      DATABASE_URL: world.database.url,
      TOKEN_KEYS: asText(NEW),
      VAULT_KEYS: keys.map(asText).join(),
    }
    return { well: await resealVault(env, (line) => printed.push(line)), printed }
  }

  test('prints the counts by key before and after', async () => {
    expect(await verb(NEW, OLD)).toEqual({
      well: true,
      printed: [
        'order_secrets: before: vault-1 5',
        'order_secrets: after: vault-2 5',
        'order_secrets: sealed anew: 5, changed meanwhile: 0, not opened: 0',
        'second_factors: before: vault-1 1',
        'second_factors: after: vault-2 1',
        'second_factors: sealed anew: 1, changed meanwhile: 0, not opened: 0',
        'identifier_keys: before: vault-1 1',
        'identifier_keys: after: vault-2 1',
        'identifier_keys: sealed anew: 1, changed meanwhile: 0, not opened: 0',
        'customer_health: before: vault-1 1',
        'customer_health: after: vault-2 1',
        'customer_health: sealed anew: 1, changed meanwhile: 0, not opened: 0',
      ],
    })
  })

  test('leaves what no key opens, names it and fails', async () => {
    const [spoiled = '', lost = ''] = orders
    const { db } = world.platform
    await db.execute(
      sql`update order_secrets set sealed = overlay(sealed placing
        case left(sealed, 1) when 'A' then 'B' else 'A' end from 1 for 1) where order_id = ${spoiled}`,
    )
    await db.execute(sql`update order_secrets set key_id = 'vault-0' where order_id = ${lost}`)
    const before = [await world.kept(spoiled), await world.kept(lost)]

    const { well, printed } = await verb(NEW, OLD)
    expect(well).toBe(false)
    expect(printed).toContain('order_secrets: after: vault-0 1, vault-1 1, vault-2 3')
    expect(printed).toContain('order_secrets: sealed anew: 3, changed meanwhile: 0, not opened: 2')
    for (const id of [spoiled, lost]) expect(printed).toContain(`order_secrets: not opened: ${id}`)
    expect([await world.kept(spoiled), await world.kept(lost)]).toEqual(before)
    expect(printed.join('\n')).not.toContain(ACCOUNT)
  })

  test('reports a folder without a database and does not create one', async () => {
    await expect(resealVault({ MARU_DATA: '/nowhere/maru' }, () => {})).rejects.toThrow(
      'There is no database in /nowhere/maru/postgres: set DATABASE_URL, or MARU_DATA to the folder',
    )
  })
})

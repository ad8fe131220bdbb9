import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStage, type Stage } from '../auth/stage.fixture.ts'
import { createCompany } from './commands.ts'
import type { CompanyItem } from './contract.ts'
import { companyNames } from './names.ts'

let stage: Stage
let tree: Awaited<ReturnType<Stage['mintTree']>>
let stranger: Awaited<ReturnType<Stage['mintTree']>>

beforeAll(async () => {
  stage = await openStage({ connections: 10 })
  tree = await stage.mintTree()
  stranger = await stage.mintTree()
})
afterAll(() => stage.close())

async function list(actor: typeof tree.hq.actor, search = '') {
  const { status, body } = await stage.read(actor, `/companies${search}`)
  expect(status).toBe(200)
  return body as { items: CompanyItem[]; nextCursor: string | null }
}
const ids = (page: { items: { id: string }[] }) => new Set(page.items.map(({ id }) => id))

describe('the list', () => {
  test('shows an HQ its tree, an agency itself and its shops, a shop itself', async () => {
    const { hq, agency, other, shop, second, cousin } = tree
    const all = [hq, agency, other, shop, second, cousin].map(({ id }) => id)
    expect(ids(await list(hq.actor))).toEqual(new Set(all))
    expect(ids(await list(agency.actor))).toEqual(new Set([agency.id, shop.id, second.id]))
    expect(ids(await list(other.actor))).toEqual(new Set([other.id, cousin.id]))
    expect(ids(await list(shop.actor))).toEqual(new Set([shop.id]))
    expect(ids(await list(stranger.hq.actor)).intersection(new Set(all)).size).toBe(0)
  })

  test('contains the name of each company and of its parent', async () => {
    const { items } = await list(tree.shop.actor)
    expect(items).toEqual([
      {
        id: tree.shop.id,
        code: tree.shop.code,
        name: tree.shop.name,
        tier: 'retail',
        parentId: tree.agency.id,
        parentName: tree.agency.name,
        active: true,
        state: 'active',
        phone: '02-000-0002',
      },
    ])
  })

  test('filters by tier, by parent and by part of a name or code, taken literally', async () => {
    const { hq, agency, other, shop, second, cousin } = tree
    expect(ids(await list(hq.actor, '?tier=agency'))).toEqual(new Set([agency.id, other.id]))
    expect(ids(await list(hq.actor, `?parentId=${agency.id}`))).toEqual(
      new Set([shop.id, second.id]),
    )
    expect(ids(await list(hq.actor, '?q=COUSIN'))).toEqual(new Set([cousin.id]))
    expect(ids(await list(hq.actor, `?q=${shop.code.toLowerCase()}`))).toEqual(new Set([shop.id]))
    expect(ids(await list(hq.actor, '?q=%25'))).toEqual(new Set())
    // The scope also applies with a filter, so another tree's agency finds nothing.
    expect(ids(await list(hq.actor, `?parentId=${stranger.agency.id}`))).toEqual(new Set())
  })

  test('pages without losing or repeating a row', async () => {
    const seen: string[] = []
    let search = '?limit=4'
    for (;;) {
      const page = await list(tree.hq.actor, search)
      seen.push(...page.items.map(({ id }) => id))
      if (!page.nextCursor) break
      search = `?limit=4&after=${page.nextCursor}`
    }
    expect(seen).toHaveLength(6)
    expect(new Set(seen).size).toBe(6)
  })

  test('refuses unknown parameters', async () => {
    const { status, body } = await stage.read(tree.hq.actor, '/companies?teir=hq&limit=101')
    expect(status).toBe(422)
    expect(body).toMatchObject({ code: 'invalid_input' })
  })
})

describe('the detail', () => {
  test('shows only name, code and phone of the companies above', async () => {
    const { body } = await stage.read(tree.shop.actor, `/companies/${tree.shop.id}`)
    const { hq, agency, shop } = tree
    expect(body).toMatchObject({ id: shop.id, parentName: agency.name, version: 1 })
    expect(body).toHaveProperty('ancestors', [
      { name: hq.name, code: hq.code, phone: hq.phone },
      { name: agency.name, code: agency.code, phone: agency.phone },
    ])
    const own = await stage.read(hq.actor, `/companies/${hq.id}`)
    expect(own.body).toMatchObject({ parentId: null, parentName: null, ancestors: [] })
    const below = await stage.read(hq.actor, `/companies/${agency.id}`)
    expect(below.body).toMatchObject({ ancestors: [{ code: hq.code }] })
  })

  test('out of scope is not found', async () => {
    const { hq, agency, other, shop, second, cousin } = tree
    const hidden = [
      [stranger.hq, hq],
      [stranger.hq, shop],
      [hq, stranger.shop],
      [agency, hq],
      [agency, other],
      [agency, cousin],
      [shop, agency],
      [shop, second],
    ] as const
    for (const [viewer, company] of hidden) {
      const { status, body } = await stage.read(viewer.actor, `/companies/${company.id}`)
      expect([status, body.code]).toEqual([404, 'not_found'])
    }
    expect((await stage.read(hq.actor, '/companies/none')).status).toBe(404)
  })
})

describe('a new company', () => {
  test('gets its own number, also when many are created at once', async () => {
    const ctx = stage.ctxIn(tree.hq.id)
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        createCompany(ctx, { tier: 'agency', name: `동시 ${i}`, parentId: tree.hq.id }),
      ),
    )
    const numbers = made.map(({ code }) => Number(code.slice(-4))).sort((a, b) => a - b)
    const [first = 0] = numbers
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => first + i))
  })

  test('must have a parent of the right tier, in the creator’s scope', async () => {
    const ctx = stage.ctxIn(tree.hq.id)
    const under = (tier: 'agency' | 'retail', parentId: string) =>
      createCompany(ctx, { tier, name: '새 업체', parentId })
    await expect(under('agency', tree.agency.id)).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(under('retail', tree.hq.id)).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(under('retail', stranger.agency.id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await under('retail', tree.other.id)).toMatchObject({
      hqId: tree.hq.id,
      agencyId: tree.other.id,
      parentId: tree.other.id,
    })
  })

  test('is found by name after its commit, in this process and in another', async () => {
    const ctx = stage.ctxOf(tree.hq.actor)
    const other = stage.open()
    const elsewhere = { ...ctx, ...other, cache: ctx.cache }
    expect((await companyNames(elsewhere)).get(tree.shop.id)?.name).toBe(tree.shop.name)
    expect(await companyNames(ctx)).toBe(await companyNames(ctx))
    const made = await createCompany(ctx, { tier: 'agency', name: '늦은', parentId: tree.hq.id })
    await stage.platform.settled()
    for (const at of [ctx, elsewhere])
      expect((await companyNames(at)).get(made.id)).toEqual({
        name: '늦은',
        code: made.code,
        tier: 'agency',
        parentId: tree.hq.id,
        state: 'active',
      })
    expect((await companyNames(ctx)).has(stranger.shop.id)).toBe(false)
    await other.close()
  })
})

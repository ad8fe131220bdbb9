import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type Tree, type World } from '#tests/world.ts'

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
})
afterAll(() => world.close())

describe('every answer of v1', () => {
  test('says that v1 is going away, whatever it answers', async () => {
    for (const [path, status] of [
      ['../v1/customers', 200],
      ['../v1/customers/1', 404],
      ['../v1/customers/x', 422],
      ['../v1/nothing', 404],
    ] as const) {
      const { status: answered, headers } = await tree.r1.staff.get(path)
      expect(answered, path).toBe(status)
      expect(headers.get('deprecation')).toBe('@1796050800')
      expect(headers.get('sunset')).toBe('Thu, 30 Dec 2027 15:00:00 GMT')
      expect(headers.get('link')).toContain('rel="deprecation"')
    }
  })

  test('is the same with a slash at the end of the address, and never a redirect', async () => {
    for (const path of ['../v1/customers', '../v1/customers/1', '../v1/nothing']) {
      const [plain, slashed] = [await tree.r1.staff.get(path), await tree.r1.staff.get(`${path}/`)]
      expect([slashed.status, slashed.text]).toEqual([plain.status, plain.text])
      expect(plain.status).not.toBe(307)
    }
  })

  test('needs a bearer token: a cookie alone is none', async () => {
    const { authorization = '' } = await tree.r1.staff.credentials()
    const cookie = `maru_access=${authorization.replace('Bearer ', '')}`
    expect((await world.nobody.get('me', { cookie })).status).toBe(200)
    const tries: Record<string, string>[] = [{}, { cookie }, { authorization: 'Bearer x' }]
    for (const headers of tries) {
      const { status, text, headers: told } = await world.nobody.get('../v1/customers', headers)
      expect([status, text]).toEqual([401, '{"detail":"Not authenticated"}'])
      expect(told.get('www-authenticate')).toBe('Bearer')
    }
  })

  test('names its faults as FastAPI does', async () => {
    const { body } = await tree.r1.staff.get(
      '../v1/customers?skip=-1&limit=many&first_visit_from=yesterday',
    )
    expect(body).toEqual({
      detail: [
        {
          loc: ['query', 'skip'],
          msg: 'Input should be greater than or equal to 0',
          type: 'greater_than_equal',
        },
        {
          loc: ['query', 'limit'],
          msg: 'Input should be a valid integer, unable to parse string as an integer',
          type: 'int_parsing',
        },
        {
          loc: ['query', 'first_visit_from'],
          msg: 'Input should be a valid date or datetime, input is too short',
          type: 'date_from_datetime_parsing',
        },
      ],
    })
  })

  test('tells a method that an address has not from an address that there is not', async () => {
    const { status, text, headers } = await tree.r1.staff.send('DELETE', '../v1/customers')
    expect([status, text]).toEqual([405, '{"detail":"Method Not Allowed"}'])
    expect(headers.get('allow')).toBe('GET, POST')
    const none = await tree.r1.staff.get('../v1/nothing')
    expect([none.status, none.text]).toEqual([404, '{"detail":"Not Found"}'])
  })
})

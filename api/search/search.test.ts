import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Filled, fill, markOf } from '#tests/filled.ts'
import { openWorld, type World } from '#tests/world.ts'
import type { Found } from './contract.ts'

let world: World
let ours: Filled
let theirs: Filled
beforeAll(async () => {
  world = await openWorld()
  ours = await fill(world, await world.mintTree(markOf('A')), markOf('A'))
  theirs = await fill(world, await world.mintTree(markOf('B')), markOf('B'), 7_000)
})
afterAll(() => world.close())

type Client = Filled['hq']['admin']
async function found(who: Client, q: string): Promise<Found> {
  const { status, body, text } = await who.get(`search?q=${encodeURIComponent(q)}`)
  expect(status, text).toBe(200)
  return body
}
const numberOf = async (who: Client, id: string): Promise<string> =>
  (await who.get(`orders/${id}`)).body.number
const numbers = ({ orders }: Found) => orders.map(({ number }) => number)

describe('the search', () => {
  test('finds an order by the end, the beginning or all of its number, in every notation', async () => {
    const number = await numberOf(ours.hq.admin, ours.ids.pending)
    const wide = number.replace(/[0-9A-Z]/g, (letter) =>
      String.fromCharCode(letter.charCodeAt(0) + 0xfee0),
    )
    for (const typed of [
      number,
      number.toLowerCase(),
      number.replaceAll('-', ''),
      number.replaceAll('-', ' '),
      wide,
      number.slice(-4),
      number.slice(-8),
      number.slice(0, 12),
      number.slice(3),
      number.slice(3, 12),
    ])
      expect(numbers(await found(ours.hq.admin, typed)), typed).toContain(number)
    expect(numbers(await found(ours.hq.admin, `${number}1`))).toEqual([])
    for (const typed of [number.slice(0, 2), '17', 'ZZZZZ'])
      expect(numbers(await found(ours.hq.admin, typed)), typed).toEqual([])
  })

  test('finds companies by name and code, and people by name for callers who manage people', async () => {
    const { hq, r1 } = ours
    const { body: company } = await hq.admin.get(`companies/${r1.id}`)
    const spaced = [...company.name].join(' ')
    for (const typed of [company.name, spaced, company.code, company.code.replaceAll('-', '')])
      expect(
        (await found(hq.admin, typed)).companies.map(({ id }) => id),
        typed,
      ).toContain(r1.id)
    const { body: people } = await hq.admin.get('users?limit=1')
    const [person] = people.items
    for (const typed of [person.name, person.username])
      expect((await found(hq.admin, typed)).people.map(({ username }) => username)).toContain(
        person.username,
      )
    expect((await found(hq.staff, person.username)).people).toEqual([])
  })

  test('returns only orders in the caller’s scope, and nothing of another tree', async () => {
    const own = await numberOf(ours.hq.admin, ours.ids.pending)
    const cousin = await numberOf(ours.hq.admin, ours.ids.cousinPending)
    expect(numbers(await found(ours.r1.staff, own))).toEqual([own])
    expect(numbers(await found(ours.r1.staff, cousin.slice(-8)))).toEqual([])
    expect(numbers(await found(ours.a.admin, cousin))).toEqual([])
    expect(numbers(await found(theirs.hq.admin, own.slice(-8)))).toEqual([])
    for (const q of [ours.mark, own.slice(0, 9)]) {
      const { text } = await theirs.hq.admin.get(`search?q=${encodeURIComponent(q)}`)
      for (const sign of [ours.mark, ...Object.values(ours.ids)]) expect(text).not.toContain(sign)
    }
  })

  test('returns at most six of a kind and requires two characters', async () => {
    const { orders, companies, people } = await found(ours.hq.admin, 'SK-26')
    expect(orders.length).toBe(6)
    expect(companies.length + people.length).toBeLessThanOrEqual(12)
    expect((await ours.hq.admin.get('search?q=a')).status).toBe(422)
    expect((await ours.hq.admin.get('search')).status).toBe(422)
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { serviceTypeOf } from '#tests/service-samples.ts'
import { openWorld, type World } from '#tests/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const named = (body: { items: { name: string }[] }) => body.items.map(({ name }) => name)

test('a company has services of its own; for every other they do not exist', async () => {
  const { hq, a, r1, r2 } = await world.mintTree()
  const brain = serviceTypeOf('brain', '브레인', '브')
  const { body, status } = await r1.admin.post('service-types', brain)
  expect([status, body]).toEqual([201, { id: body.id, ...brain, active: true, version: 1 }])
  // Another company may give the same names.
  expect((await r2.admin.post('service-types', brain)).status).toBe(201)
  expect(named((await r1.staff.get('service-types')).body)).toEqual(['브레인'])
  const edit = { version: 1, ...brain, active: false }
  for (const { admin } of [hq, a, r2]) {
    expect((await admin.put(`service-types/${body.id}`, edit)).status).toBe(404)
    expect((await admin.get('service-types')).text).not.toContain(`"id":${body.id},`)
  }
})

test('code, name and abbreviation are unique in the company, and the refusal says which', async () => {
  const { r1 } = await world.mintTree()
  const add = (code: string, name: string, abbreviation: string) =>
    r1.admin.post('service-types', serviceTypeOf(code, name, abbreviation))
  expect((await add('brain', '브레인', '브')).status).toBe(201)
  const { body: pulse } = await add('pulse', '펄스', '펄')
  for (const [path, values] of [
    ['code', ['brain', '다른', '다']],
    ['name', ['other', '브레인', '다']],
    ['abbreviation', ['other', '다른', '브']],
  ] as const) {
    const [code, name, abbreviation] = values
    const refused = { status: 409, body: { code: 'conflict', errors: [{ path }] } }
    expect(await add(code, name, abbreviation)).toMatchObject(refused)
    const edit = { version: 1, ...serviceTypeOf(code, name, abbreviation), active: true }
    expect(await r1.admin.put(`service-types/${pulse.id}`, edit)).toMatchObject(refused)
  }
})

test('the values of a service are replaced at the version that was read', async () => {
  const { r1 } = await world.mintTree()
  const { body } = await r1.admin.post('service-types', serviceTypeOf('red', '레드', '레'))
  const edit = { version: 1, ...serviceTypeOf('red', '적외선', '적'), active: false }
  const path = `service-types/${body.id}`
  expect((await r1.admin.put(path, edit)).body).toMatchObject({ name: '적외선', version: 2 })
  expect(await r1.admin.put(path, edit)).toMatchObject({
    status: 409,
    body: { code: 'version_conflict', facts: { version: 2 } },
  })
  expect(named((await r1.staff.get('service-types?active=true')).body)).toEqual([])
  expect(named((await r1.staff.get('service-types?active=false')).body)).toEqual(['적외선'])
})

test.each([
  ['code', '1brain'],
  ['code', 'Brain'],
  ['code', `b${'x'.repeat(20)}`],
  ['name', '가'.repeat(21)],
  ['abbreviation', '브레인'],
  ['abbreviation', '1'],
  ['color', 'red'],
  ['durationMinutes', 0],
  ['priceWon', -1],
  ['description', '카드 4111 1111 1111 1111'],
])('%s %s is refused at its place', async (path, value) => {
  const { r1 } = await world.mintTree()
  const sent = { ...serviceTypeOf('brain', '브레인', '브'), [path]: value }
  const { status, body } = await r1.admin.post('service-types', sent)
  expect([status, body.errors[0].path]).toEqual([422, path])
})

test('the pages hold every service once, in the order added', async () => {
  const { r1 } = await world.mintTree()
  for (const [nth, letter] of [...'가나다라마'].entries())
    await r1.admin.post('service-types', serviceTypeOf(`s${nth}`, `서비스 ${letter}`, letter))
  const seen: string[] = []
  for (let after = ''; ; ) {
    const { body } = await r1.staff.get(`service-types?limit=2${after}`)
    seen.push(...named(body))
    if (body.nextCursor === null) break
    after = `&after=${body.nextCursor}`
  }
  expect(seen).toEqual([...'가나다라마'].map((letter) => `서비스 ${letter}`))
})

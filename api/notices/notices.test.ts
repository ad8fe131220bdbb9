import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { noticeOf } from '#tests/notice-samples.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import type { NoticeItem } from './contract.ts'

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  tree = await world.mintTree()
})
afterAll(() => world.close())

type Person = Tree['hq']['admin']
const publish = async (change: object = {}): Promise<NoticeItem> => {
  const body = { ...noticeOf(tree, '', null), type: 'general', ...change }
  const reply = await tree.hq.admin.post('notices', body)
  expect(reply.status, reply.text).toBe(201)
  return reply.body
}
const idsOf = async (who: Person, search = '') =>
  (await who.get(`notices${search}`)).body.items.map(({ id }: NoticeItem) => id)
const readersOf = (id: string) => {
  const people = { hq: tree.hq, a: tree.a, b: tree.b, r1: tree.r1, rb: tree.rb }
  return Promise.all(
    Object.entries(people).map(async ([name, { admin }]) =>
      (await idsOf(admin)).includes(id) ? name : '',
    ),
  ).then((names) => names.filter(Boolean).join(' '))
}

describe('a notice', () => {
  test('reaches the tiers and agencies that it names, with their shops, and no other tree', async () => {
    const { a } = tree
    expect(await readersOf((await publish({ agencyIds: null })).id)).toBe('hq a b r1 rb')
    expect(await readersOf((await publish({ tiers: ['retail'] })).id)).toBe('hq r1 rb')
    const narrow = await publish({ agencyIds: [a.id] })
    expect(await readersOf(narrow.id)).toBe('hq a r1')
    const stranger = await world.mintTree()
    for (const { admin } of [stranger.hq, stranger.r1, tree.rb])
      expect((await admin.get(`notices/${narrow.id}`)).status).toBe(404)
    const inbox = (await tree.r1.admin.get('notifications')).body.items
    expect(inbox[0]).toMatchObject({ type: 'notice_published', subjectId: narrow.id })
  })

  test('of a policy is seen by those who see the policy, and tells nobody to whom else it is addressed', async () => {
    const { a, r1 } = tree
    const policyId = await tree.publish({ targets: [a.id] })
    const notice = await publish({ type: 'policy', policyId })
    expect(await readersOf(notice.id)).toBe('hq a r1')
    const { body } = await r1.admin.get(`notices/${notice.id}`)
    expect(body).not.toHaveProperty('agencyIds')
    expect(body).not.toHaveProperty('tiers')
    await tree.hq.admin.post(`policies/${policyId}/withdrawal`, { version: 1, reason: '단가 오류' })
    expect(await readersOf(notice.id)).toBe('hq')
    const late = await publish({ type: 'policy', policyId })
    const { items } = (await r1.admin.get('notifications')).body
    expect(items.map(({ subjectId }: { subjectId: string }) => subjectId)).not.toContain(late.id)
  })

  test('is shown within its period, and nobody is told of one to come', async () => {
    const now = world.platform.clock.now().getTime()
    const inHours = (hours: number) => new Date(now + hours * 3_600_000).toISOString()
    const { id } = await publish({ validFrom: inHours(1), validTo: inHours(2) })
    expect(await readersOf(id)).toBe('hq')
    expect((await tree.r1.admin.get('notifications')).body.items).toEqual([])
    world.platform.clock.advance(3_600)
    expect(await readersOf(id)).toBe('hq a b r1 rb')
    world.platform.clock.advance(3_600)
    expect(await readersOf(id)).toBe('hq')
    expect(await idsOf(tree.hq.admin, '?state=past')).toEqual([id])
  })

  test('is refused with a resident number, a foreign agency or policy, or an end in the past', async () => {
    const stranger = await world.mintTree()
    for (const change of [
      { content: '주민번호 900101-1234568' },
      { agencyIds: [stranger.a.id] },
      { policyId: await stranger.publish() },
      { validTo: '2020-01-01T00:00:00Z' },
      { tiers: [] },
      { title: 'x'.repeat(201) },
    ]) {
      const body = { ...noticeOf(tree, '', null), ...change }
      expect((await tree.hq.admin.post('notices', body)).status, JSON.stringify(change)).toBe(422)
    }
    for (const { admin } of [tree.a, tree.r1])
      expect((await admin.post('notices', noticeOf(tree, '', null))).status).toBe(403)
  })
})

describe('the list', () => {
  test('has important ones first, then by place, then the newest, over any number of pages', async () => {
    const plain = (change: object) => publish({ isImportant: false, ...change })
    const late = await plain({ place: 5 })
    const old = await plain({ place: 0 })
    const young = await plain({ place: 0 })
    const important = await publish({ place: 9 })
    const expected = [important, young, old, late].map(({ id }) => id)
    expect(await idsOf(tree.r1.admin)).toEqual(expected)
    const paged = []
    for (let after = ''; ; ) {
      const { items, nextCursor } = (await tree.r1.admin.get(`notices?limit=1${after}`)).body
      paged.push(...items.map(({ id }: NoticeItem) => id))
      if (!nextCursor) break
      after = `&after=${nextCursor}`
    }
    expect(paged).toEqual(expected)
    expect(await idsOf(tree.r1.admin, '?important=true')).toEqual([important.id])
  })
})

describe('an acknowledgement', () => {
  const acknowledge = (who: Person, { id, version }: NoticeItem) =>
    who.post(`notices/${id}/acknowledgements`, { version })

  test('counts for the company when an admin gives it, and an edit asks for it again', async () => {
    const { hq, r1 } = tree
    const notice = await publish()
    const counts = async () => (await hq.staff.get(`notices/${notice.id}/reach`)).body.counts
    const owed = () => idsOf(r1.staff, '?owed=true')
    expect((await acknowledge(r1.staff, notice)).body.isRead).toBe(false)
    expect(await owed()).toEqual([notice.id])
    expect((await acknowledge(r1.admin, notice)).body.isRead).toBe(true)
    expect((await acknowledge(r1.admin, notice)).status).toBe(201)
    expect(await owed()).toEqual([])
    expect(await counts()).toEqual({ companies: 6, read: 1 })
    const content = { ...noticeOf(tree, '', null), type: 'general', content: '고친 내용' }
    const edited = await hq.admin.put(`notices/${notice.id}`, { ...content, version: 1 })
    expect([edited.status, edited.body.version]).toEqual([200, 2])
    expect(await counts()).toEqual({ companies: 6, read: 0 })
    expect((await acknowledge(r1.admin, notice)).body.code).toBe('version_conflict')
    expect((await hq.admin.put(`notices/${notice.id}`, { ...content, version: 1 })).status).toBe(
      409,
    )
  })

  test('shows on the board who has not given it', async () => {
    const { hq, r1, r2, r3 } = tree
    const notice = await publish({ agencyIds: [tree.a.id], tiers: ['retail'] })
    await acknowledge(r1.admin, notice)
    const { items } = (await hq.admin.get(`notices/${notice.id}/reach?reading=unread`)).body
    expect(items.map(({ id }: { id: string }) => id)).toEqual([r2.id, r3.id])
  })
})

test('a withdrawn notice is seen by nobody below HQ and changes no more', async () => {
  const { hq } = tree
  const { id } = await publish()
  expect((await hq.admin.post(`notices/${id}/withdrawal`, { version: 1 })).status).toBe(200)
  expect(await readersOf(id)).toBe('hq')
  const again = await hq.admin.post(`notices/${id}/withdrawal`, { version: 2 })
  expect(again.body.code).toBe('invalid_transition')
})

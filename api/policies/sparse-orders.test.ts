import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nextLine, nextParcel } from '#tests/numbers.ts'
import { createDevices } from '../catalog/commands.ts'
import { reconcile } from '../reconciliation/reconcile.ts'
import { openSheet, type Sheet } from './sheet.fixture.ts'

// A sheet with every axis, through the front door: quoted, ordered, booked, and refused when it is wrong.

let the: Sheet
beforeAll(async () => {
  the = await openSheet()
})
afterAll(() => the.world.close())

describe('the most specific cell counts', () => {
  const s26 = () => ({ deviceId: the.devices.s26, supportType: 'public' })
  const plus = () => ({ deviceId: the.devices.plus, supportType: 'public' })
  const cases: [string, () => object, object][] = [
    ['the group of a model', s26, { shopWon: 300_000 }],
    ['a model before its group', plus, { shopWon: 280_000 }],
    ['the support type', () => ({ ...s26(), supportType: 'selective' }), { shopWon: 250_000 }],
    [
      'a business customer',
      () => ({ ...s26(), supportType: 'selective', customerType: 'corporate' }),
      { shopWon: 100_000 },
    ],
    [
      'a group of plans',
      () => ({ planId: the.tree.lgu44, joinType: 'new', deviceId: the.devices.s26 }),
      { shopWon: 20_000 },
    ],
    [
      'an exact cell where two others would tie',
      () => ({ planId: the.tree.lgu44, joinType: 'new', deviceId: the.devices.a17 }),
      { shopWon: 5_000 },
    ],
    [
      'an amount below zero, which holds no budget',
      () => ({ joinType: 'new', deviceId: the.devices.a17 }),
      { shopWon: -30_000, holdWon: 0, affordable: true },
    ],
    [
      'additions on top, each named',
      () => ({ ...s26(), additions: ['파손 보험', '안심 지킴이'] }),
      { shopWon: 317_000, totalWon: 317_000, holdWon: 317_000 },
    ],
    [
      'no cell: refused',
      () => ({ ...s26(), joinType: 'device_change' }),
      { code: 'not_priced', facts: { reason: 'cell' } },
    ],
    [
      'a closed place: refused, although a wider cell has an amount',
      () => ({ ...s26(), planId: the.tree.kt77 }),
      { code: 'not_priced', facts: { reason: 'cell' } },
    ],
    [
      'no device: refused, or the order would get the amount of other devices',
      () => ({ supportType: 'public' }),
      { code: 'not_priced', facts: { reason: 'device' } },
    ],
    [
      'an addition that the version does not have: refused',
      () => ({ ...s26(), additions: ['요술'] }),
      { code: 'not_priced', facts: { reason: 'addition' } },
    ],
  ]
  test.each(cases)('%s', async (_, change, expected) => {
    expect(await the.quoted(change())).toMatchObject(expected)
    const placed = await the.order(change())
    if ('code' in expected) expect([placed.status, placed.body.code]).toEqual([422, 'not_priced'])
    else {
      const { shopWon } = expected as { shopWon: number }
      const heldWon = Math.max(0, shopWon)
      expect(placed.body).toMatchObject({ shopWon, heldWon })
      // The shop's table shows the same amount for the same place, without additions.
      const { shop } = (await the.tree.r1.admin.get(`policies/${the.policyId}`)).body
      expect(shop.cells.length).toBeGreaterThan(0)
    }
  })
})

test('a device of another headquarters is not found', async () => {
  const stranger = await the.world.mintTree()
  const [device] = (await stranger.hq.admin.get('devices')).body.items
  expect((await the.quoted({ deviceId: device.id })).code).toBe('not_found')
})

test('an order keeps its device, its additions and the cell that priced it, and its money ends in the books', async () => {
  const placed = await the.order({
    ...{ deviceId: the.devices.plus, supportType: 'public', additions: ['파손 보험'] },
  })
  const { id } = placed.body
  expect((await the.tree.hq.staff.get(`orders/${id}`)).body).toMatchObject({
    deviceName: '별빛 S26+',
    additions: [{ name: '파손 보험', kind: 'insurance', amountWon: 7_000, keepDays: 180 }],
    amounts: { grossWon: 287_000 },
  })
  const negative = await the.order({ joinType: 'new', deviceId: the.devices.a17 })
  for (const orderId of [id, negative.body.id]) {
    await the.tree.hq.admin.post(`orders/${orderId}/approval`, { version: 1 })
    await the.tree.hq.staff.post(`orders/${orderId}/shipment`, {
      ...{ version: 2, courier: 'cj', trackingNumber: nextParcel() },
    })
    const done = await the.tree.hq.staff.post(`orders/${orderId}/completion`, {
      ...{ version: 3, activatedOn: '2026-11-20', activatedNumber: nextLine() },
    })
    expect(done.body).toMatchObject({ status: 'completed' })
  }
  expect(await reconcile(the.world.ctxOf(the.tree.hq.admin.actor))).toEqual([])
})

describe('publishing refuses', () => {
  test.each<[string, () => object, object[]]>([
    [
      'a tie, and names both cells and the one that settles it',
      () => ({
        cells: [
          { deviceGroup: 'S26', amountWon: 10 },
          { joinType: 'mnp', amountWon: 20 },
        ],
        closed: [],
      }),
      [{ path: 'cells.0', code: 'tie', message: expect.stringMatching(/cells\.1.*S26.*mnp/) }],
    ],
    [
      'an amount below the lowest',
      () => ({ lowestWon: -1_000, cells: [{ joinType: 'new', amountWon: -1_001 }], closed: [] }),
      [{ path: 'cells.0.amountWon', code: 'below_lowest' }],
    ],
    [
      'a group that the sheet does not define',
      () => ({ cells: [{ deviceGroup: 'S27', amountWon: 1 }], closed: [] }),
      [{ path: 'cells.0.deviceGroup', code: 'unknown_group' }],
    ],
    [
      'a model together with its group',
      () => ({
        cells: [{ deviceGroup: 'S26', deviceId: the.devices.s26, amountWon: 1 }],
        closed: [],
      }),
      [{ path: 'cells.0.deviceId', code: 'two_of_one_axis' }],
    ],
    [
      'a model in two groups',
      () => ({
        deviceGroups: [
          { name: 'S26', deviceIds: [the.devices.s26] },
          { name: '플래그십', deviceIds: [the.devices.s26] },
        ],
      }),
      [{ path: 'deviceGroups.1', code: 'in_two_groups' }],
    ],
    [
      'an amount and no orders for one place',
      () => ({
        cells: [{ joinType: 'new', amountWon: 1 }],
        closed: [{ joinType: 'new' }],
      }),
      [{ path: 'closed.0', code: 'has_amount' }],
    ],
  ])('%s', async (_, change, errors) => {
    const reply = await the.publish(change())
    expect(reply.status).toBe(422)
    expect(reply.body.errors).toEqual(expect.arrayContaining(errors.map(isLike)))
  })
  const isLike = (error: object) => expect.objectContaining(error)
})

test('a sheet names only plans and devices of its own headquarters', async () => {
  const stranger = await the.world.mintTree()
  const [device] = (await stranger.hq.admin.get('devices')).body.items
  const reply = await the.publish({
    cells: [{ deviceId: device.id, amountWon: 1 }],
    closed: [],
    planGroups: [{ name: '온라인', planIds: [the.tree.lgu44, stranger.lgu44] }],
  })
  expect(reply.body.errors).toMatchObject([
    { path: 'cells.0.deviceId', code: 'not_found' },
    { path: 'planGroups.0.planIds.1', code: 'not_found' },
  ])
})

test('a sheet that names more plans than a statement takes parameters is refused, not broken', async () => {
  const planGroups = Array.from({ length: 70 }, (_, i) => ({
    name: `묶음 ${i}`,
    planIds: Array.from({ length: 1_000 }, () => crypto.randomUUID()),
  }))
  const reply = await the.publish({ planGroups, cells: [{ amountWon: 1 }], closed: [] })
  expect([reply.status, reply.body.errors.length]).toEqual([422, 20])
})

test('a matrix of 20,000 cells is published, quoted and shown', async () => {
  const bandsWon = Array.from({ length: 40 }, (_, i) => 10_000 + i * 5_000)
  const others = await createDevices(
    the.world.ctxOf(the.tree.hq.admin.actor),
    Array.from({ length: 54 }, (_, i) => ({ manufacturer: '별빛', name: `모델 ${i}`, colors: [] })),
  )
  const deviceIds = [the.devices.s26, ...others.map(({ id }) => id)]
  const cells = bandsWon.flatMap((bandWon) =>
    deviceIds.flatMap((deviceId) =>
      ['mnp', 'device_change', 'new'].flatMap((joinType) =>
        ['none', 'selective', 'public'].map((supportType) => ({
          ...{ bandWon, deviceId, joinType, supportType, amountWon: 1_000 },
        })),
      ),
    ),
  )
  const big = { bandsWon, bandLabels: [], months: [24], planGroups: [], closed: [] }
  const reply = await the.publish({ ...big, carrier: 'skt', cells })
  expect([cells.length, reply.body.detail ?? reply.status]).toEqual([19_800, 201])
  const { id } = reply.body
  await the.tree.a.admin.post(`policies/${id}/passing-on`, { basedOn: 0 })
  const asked = { policyId: id, deviceId: the.devices.s26, supportType: 'public' }
  expect(await the.quoted(asked)).toMatchObject({ shopWon: 1_000 })
  const { shop } = (await the.tree.r1.admin.get(`policies/${id}`)).body
  expect(shop.cells).toHaveLength(19_800)
  const tooMany = await the.publish({ ...big, months: [0, 12, 24, 36, 48], cells })
  expect(tooMany.body.errors).toMatchObject([{ path: 'cells', code: 'too_many_places' }])
})

import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { boolean, nullable, text } from '#db/values.ts'
import { CARRIERS } from '#db/words.ts'
import { allHold, compareWithOracle, contains } from '#tests/list-oracle.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { createDevices, createPlans } from './commands.ts'

// Both lists of the catalogue against a plain program over the rows of two trees, as `api/list.test.ts`.

let world: World
let tree: Tree

beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree('A')
  for (const { hq } of [tree, await world.mintTree('B')])
    for (const active of [true, false]) await add(hq, active)
})
afterAll(() => world.close())

async function add({ admin }: Tree['hq'], active: boolean) {
  const ctx = world.ctxOf(admin.actor)
  const names = [1, 2, 3].map((nth) => `${active ? '새' : '옛'} ${nth}`)
  await createPlans(
    ctx,
    names.flatMap((name) =>
      CARRIERS.map((carrier) => ({
        carrier,
        name,
        monthlyFeeWon: 50_000,
        active,
        ...daysOf(name),
      })),
    ),
  )
  await createDevices(
    ctx,
    names.flatMap((name) =>
      ['삼성', 'Apple'].map((manufacturer) => ({
        ...{ manufacturer, name, colors: [], active },
        ...daysOf(name),
      })),
    ),
  )
}
/** One of three is always sold, one from November, one until the end of the year. */
const daysOf = (name: string) => ({
  validFrom: name.endsWith('2') ? '2026-11-01' : null,
  validUntil: name.endsWith('3') ? '2026-12-31' : null,
})

const DAYS = { from: nullable(text), until: nullable(text) }
/** Before, in and after the days of `add`; without one it is today, 20 November 2026. */
const ON = ['2026-10-31', '2026-11-01', '2026-12-31', '2027-01-01']
type Dated = { active: boolean; from: string | null; until: string | null }
function isAsked(row: Dated, active = 'true', on = '2026-11-20') {
  const isSold = row.active && (row.from ?? on) <= on && (row.until ?? on) >= on
  return active === 'any' || String(isSold) === active
}

test('plans, as a shop sees them', async () => {
  const rows = await rowsOf(
    world.platform.db,
    sql`select id, hq_id as "hqId", carrier::text, active, valid_from::text as "from", valid_until::text as until
      from plans`,
    { id: text, hqId: text, carrier: text, active: boolean, ...DAYS },
  )
  const { found } = await compareWithOracle(tree.r1.staff, {
    path: 'plans',
    values: { carrier: CARRIERS, active: ['true', 'false', 'any'], on: ON },
    rows,
    isVisible: (row, actor) => row.hqId === actor.hqId,
    fits: (row, { active, on, ...query }) =>
      isAsked(row, active, on) && allHold(query, { carrier: (carrier) => row.carrier === carrier }),
    isBefore: (row, other) => row.id < other.id,
  })
  expect(found).toBeGreaterThan(30)
})

test('device models, as a shop sees them', async () => {
  const rows = await rowsOf(
    world.platform.db,
    sql`select id, hq_id as "hqId", manufacturer || ' ' || name as name, active, valid_from::text as "from",
      valid_until::text as until from device_models`,
    { id: text, hqId: text, name: text, active: boolean, ...DAYS },
  )
  const { found } = await compareWithOracle(tree.r1.staff, {
    path: 'devices',
    values: { q: ['삼성', 'APPLE 새', '옛1', '3'], active: ['true', 'false', 'any'], on: ON },
    rows,
    isVisible: (row, actor) => row.hqId === actor.hqId,
    fits: (row, { active, on, ...query }) =>
      isAsked(row, active, on) && allHold(query, { q: (part) => contains(row.name, part) }),
    isBefore: (row, other) => row.id < other.id,
  })
  expect(found).toBeGreaterThan(20)
})

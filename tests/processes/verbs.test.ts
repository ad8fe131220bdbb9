import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ROOT } from '../../scripts/tools.ts'
import { runVerb, SYSTEM_NODE, VERBS } from './verb-process.ts'

const empty = mkdtempSync(join(tmpdir(), 'maru-verbs-'))
afterAll(() => rmSync(empty, { recursive: true }))

type Proof = {
  /** The test file that runs the verb normally. */
  provenIn: string
  /** Arguments that it must refuse, and the sentence. */
  wrong: { args: string[]; says: RegExp }
}

const NONE_OF_THESE = /There is an argument that is none of these\./
const strange = { args: ['--strange'], says: NONE_OF_THESE }

/** Every verb needs a row here: a verb without one has no test. */
const TABLE: Record<string, Proof> = {
  start: { provenIn: 'tests/processes/first-hq.test.ts', wrong: strange },
  dev: {
    provenIn: 'tests/processes/dev.test.ts',
    wrong: { args: ['--port', '80a'], says: /--port takes a number, 1 to 65535/ },
  },
  check: { provenIn: 'tests/edge/verbs.test.ts', wrong: strange },
  test: {
    provenIn: 'tests/edge/verbs.test.ts',
    wrong: { args: ['--only', 'nothing'], says: /--only takes one of: check, vitest, build/ },
  },
  build: { provenIn: 'tests/edge/verbs.test.ts', wrong: strange },
  'db:generate': {
    provenIn: 'tests/processes/verbs.test.ts',
    wrong: { args: ['--strange', 'x'], says: /strange/ },
  },
  'db:migrate': { provenIn: 'tests/processes/first-hq.test.ts', wrong: strange },
  bench: { provenIn: 'tests/processes/bench.test.ts', wrong: strange },
  'lock:engines': { provenIn: 'tests/processes/verbs.test.ts', wrong: strange },
  'docs:erd': { provenIn: 'tests/processes/verbs.test.ts', wrong: strange },
  'hq:create': { provenIn: 'tests/processes/first-hq.test.ts', wrong: strange },
  'books:check': { provenIn: 'tests/processes/first-hq.test.ts', wrong: strange },
  'vault:reseal': { provenIn: 'tests/processes/first-hq.test.ts', wrong: strange },
  deploy: {
    provenIn: 'tests/edge/verbs.test.ts',
    wrong: { args: ['--strange'], says: /Unknown argument: strange/ },
  },
}

test('every verb of package.json has a row here, and runs through the launcher', () => {
  expect(Object.keys(TABLE).toSorted()).toEqual(VERBS.toSorted())
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  for (const [verb, { provenIn }] of Object.entries(TABLE)) {
    expect(scripts[verb]).toBe(`node scripts/run.mjs ${verb}`)
    expect(readFileSync(join(ROOT, provenIn), 'utf8')).toContain(verb)
  }
})

test('the README names every verb, and no other', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
  const named = [
    ...readme.matchAll(/npm run ([\w:-]+)/g),
    ...readme.matchAll(/npm (start|test)\b/g),
    ...readme.matchAll(/`([a-z]+:[a-z]+)`/g),
  ].map(([, name]) => name)
  expect([...new Set(named)].toSorted()).toEqual(VERBS.toSorted())
  // `node file` would run on any Node that the machine has.
  expect(readme).not.toMatch(/`(npx|node) /)
})

describe('on the Node of the machine', () => {
  test.each(Object.entries(TABLE))('%s refuses unknown arguments', async (verb, { wrong }) => {
    const { code, said } = await runVerb(verb, { args: wrong.args })
    expect(said).toMatch(wrong.says)
    expect(said).not.toMatch(/^ {4}at /m)
    expect(code).toBe(1)
  })

  test.each(VERBS)('%s prints its usage through npm', async (verb) => {
    const { code, said } = await runVerb(verb, { args: ['--help'], by: 'npm' })
    expect(said.length).toBeGreaterThan(60)
    expect(code).toBe(0)
  })

  test('an unknown verb is reported with the list of verbs', async () => {
    for (const [verb, says] of [
      ['hq-create', /^There is no verb "hq-create"\. There are: start, dev, /],
      ['tools', /^There is no verb "tools"\./],
      ['', /^No verb was given\. There are: /],
    ] as const) {
      const { code, said } = await runVerb(verb)
      expect(said).toMatch(says)
      expect(code).toBe(1)
    }
  })

  test('db:generate finds no difference between the migrations and the schema', async () => {
    const { code, said } = await runVerb('db:generate', { by: 'npm', args: ['--name', 'nothing'] })
    expect(said).toContain('No schema changes')
    expect(code).toBe(0)
  })

  test('docs:erd reproduces the existing diagram', async () => {
    const before = readFileSync(join(ROOT, 'docs/erd.md'), 'utf8')
    expect(await runVerb('docs:erd', { by: 'npm' })).toMatchObject({ code: 0 })
    expect(readFileSync(join(ROOT, 'docs/erd.md'), 'utf8')).toBe(before)
  })

  test('lock:engines finds nothing left to trim', async () => {
    expect(await runVerb('lock:engines', { by: 'npm' })).toMatchObject({
      code: 0,
      said: 'Packages trimmed: 0.\n',
    })
  })

  test('bench names the missing program before it creates anything', async () => {
    symlinkSync(SYSTEM_NODE, join(empty, 'node'))
    const env = { PATH: empty, MARU_DATA: join(empty, 'data') }
    const { code, said } = await runVerb('bench', { env })
    expect(said).toBe('bench loads with wrk, which is not there: sudo apt-get install wrk\n')
    expect(code).toBe(1)
  })
})

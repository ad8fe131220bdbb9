import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { type Guessed, secretsOf } from './guessable-secrets.fixture.ts'
import { BOUNDS } from './lockout/bounds.ts'
import { WRONG_MAX } from './lockout/wrong-secret.ts'
import { LOOK_UPS_MAX, SIGN_UPS_MAX } from './registration/routes.ts'

// Tests the table of decision 016. For each secret exactly the stated number of wrong guesses get an answer,
// from any addresses and against any subjects. Afterwards a right guess is refused if the secret is short,
// and accepted if guessing cannot find it.

let world: World
let secrets: ReturnType<typeof secretsOf>
let tree: Tree
beforeAll(async () => {
  world = await openWorld({ connections: 4 })
  secrets = secretsOf(world)
})
beforeEach(async () => {
  // The tests are days apart, so that none meets the counts of another.
  world.platform.clock.advance(3 * 86_400)
  tree = await world.mintTree()
})
afterAll(() => world.close())

type Then = 'barred' | 'let in'
type Row = {
  of: (keyof typeof secrets)[]
  /** Wrong guesses at one subject, each from a new address; `undefined`: the secret is itself the subject. */
  subject?: [max: number, then: Then]
  /** Wrong guesses from one address, and from one IPv6 /48. */
  address: [max: number, network: number, then: Then]
}
/** Limits, unlike locks, allow a /48 four times the number. */
const limit = (max: number, then: Then): Row['address'] => [max, 4 * max, then]
const { account, address, network, order, tracker, tracker_network, ...rest } = BOUNDS
const TABLE: Record<string, Row[]> = {
  'password, code of the app, recovery code': [
    {
      of: ['password', 'appCode', 'recoveryCode'],
      subject: [account.max, 'barred'],
      address: [address.max, network.max, 'barred'],
    },
  ],
  'four digits of a tracked order': [
    {
      of: ['digits'],
      subject: [order.max, 'barred'],
      address: [tracker.max, tracker_network.max, 'barred'],
    },
  ],
  'a company’s code': [
    {
      of: ['companyCode'],
      subject: [rest.code_day.max, 'barred'],
      address: limit(LOOK_UPS_MAX, 'barred'),
    },
  ],
  'that a username is taken': [
    { of: ['takenByCode'], address: limit(SIGN_UPS_MAX, 'barred') },
    {
      of: ['takenByInvitation'],
      subject: [rest.name_told.max, 'barred'],
      address: [rest.name_told_near.max, rest.name_told_far.max, 'barred'],
    },
  ],
  'invitation’s token': [{ of: ['invitation'], address: limit(WRONG_MAX.invitation, 'let in') }],
  'link for a new password': [{ of: ['link'], address: limit(WRONG_MAX.link, 'let in') }],
  'personal access token': [{ of: ['accessToken'], address: limit(WRONG_MAX.token, 'let in') }],
  '`BOOTSTRAP_TOKEN`': [
    {
      of: ['bootstrapToken'],
      subject: [rest.bootstrap.max, 'let in'],
      address: limit(SIGN_UPS_MAX, 'barred'),
    },
  ],
  'QStash’s signature': [{ of: ['signature'], address: limit(WRONG_MAX.signature, 'let in') }],
}

test('the table of the decision has these rows and bounds', () => {
  const decision = readFileSync('docs/decisions/016-guessable-secrets.md', 'utf8')
  const [, table = ''] = decision.replaceAll("'", '’').split('| secret |')
  const written = [...table.matchAll(/^\| (?!-)(.+?) \| .+? \| (.+?) \| (.+?) \|$/gm)]
  expect(written.map(([, name]) => name)).toEqual(Object.keys(TABLE))
  for (const [, name = '', bySubject = '', byAddress = ''] of written)
    for (const { subject, address } of TABLE[name] ?? [])
      for (const [said, max] of [
        [bySubject, subject?.[0]],
        [byAddress, address[0]],
      ] as const)
        if (max !== undefined && said !== 'as above')
          expect(said.match(/\d+/g), `${name}: ${said}`).toContain(String(max))
})

let visits = 0
const anywhere = () => `10.${(++visits >> 16) & 255}.${(visits >> 8) & 255}.${visits & 255}`
const network48 = () => `2001:db8:${(++visits).toString(16)}`

const rows = Object.entries(TABLE).flatMap(([name, rows]) =>
  rows.flatMap((row) => row.of.map((of) => ({ ...row, name, of }))),
)
const TOO_MANY = ['locked', 'too_many_requests']

describe.each(rows)('$name ($of)', ({ of, subject, address: [max, far, then] }) => {
  /** `let in` also allows the answer that a right secret is used up, which no wrong guess gets. */
  const expectThen = async (then: Then, { wrongIs, right }: Guessed, from: string) => {
    const { status, body } = await right(from)
    const where = `${status} ${JSON.stringify(body)}`
    if (then === 'barred') return expect(TOO_MANY, where).toContain(body.code)
    expect([...TOO_MANY, undefined], where).not.toContain(status < 300 ? 'in' : body.code)
    expect([wrongIs, 422, 500], where).not.toContain(status)
  }

  if (subject)
    test('guessed at from everywhere', async () => {
      const secret = await secrets[of](tree)
      const { wrong, wrongIs, elsewhere } = secret
      const [most, then] = subject
      for (let n = 0; n < most; n++)
        expect((await wrong(n, anywhere())).status, `${n}`).toBe(wrongIs)
      expect(TOO_MANY).toContain((await wrong(most, anywhere())).body.code)
      await expectThen(then, secret, anywhere())
      expect(TOO_MANY).not.toContain((await elsewhere(0, anywhere())).body.code)
    })

  test('guessed at from one address', async () => {
    const secret = await secrets[of](tree)
    const { elsewhere } = secret
    const from = anywhere()
    for (let n = 0; n < max; n++)
      expect(TOO_MANY, `${n}`).not.toContain((await elsewhere(n, from)).body.code)
    expect(TOO_MANY).toContain((await elsewhere(max, from)).body.code)
    await expectThen(then, secret, from)
    if (then === 'barred') await expectThen('let in', secret, anywhere())
  })

  test('guessed at from one IPv6 /48', async () => {
    const secret = await secrets[of](tree)
    const { elsewhere } = secret
    const net = network48()
    const from = (n: number) => `${net}:${(n + 1).toString(16)}::1`
    for (let n = 0; n < far; n++)
      expect(TOO_MANY, `${n}`).not.toContain((await elsewhere(n, from(n))).body.code)
    expect(TOO_MANY).toContain((await elsewhere(far, from(far))).body.code)
    await expectThen(then, secret, from(far + 1))
    if (then === 'barred') await expectThen('let in', secret, `${network48()}:1::1`)
  })
})

test('a right code and address may learn of ten names in use; other addresses are not limited', async () => {
  const { wrong, right } = await secrets.takenByCode(tree)
  const from = anywhere()
  const { max } = BOUNDS.name_told
  for (let n = 0; n < max; n++) {
    const { status, body } = await wrong(n, from)
    expect([status, body.code]).toEqual([409, 'conflict'])
  }
  expect((await wrong(max, from)).body.code).toBe('too_many_requests')
  // A free name is not tried either, or the refusal would reveal that the others are in use.
  expect((await right(from)).body.code).toBe('too_many_requests')
  expect((await right(anywhere())).status).toBe(201)
  world.platform.clock.advance(1_800)
  expect((await right(from)).status).toBe(201)
})

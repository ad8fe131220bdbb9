import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idempotencyKeys } from '#db/schema/idempotency.ts'
import { ROUTES } from '#tests/conform.ts'
import { dump } from '#tests/dump.ts'
import { type Filled, fill } from '#tests/filled.ts'
import { commandsOf, type Sample } from '#tests/samples.ts'
import { openWorld, type World } from '#tests/world.ts'

/** Routes without a key, and why a repeat of them has no second effect (decision 008). */
const WITHOUT_KEY: Record<string, string> = {
  'POST /api/jobs/run': 'a job is claimed once',
  'POST /api/v1/customers': 'programs of v1 know no key; a telephone number is taken once',
  'POST /api/v1/payments': 'programs of v1 send none; a key that is sent counts',
  'POST /api/v1/services': 'programs of v1 send none; a key that is sent counts',
  'POST /api/v1/services/usage': 'programs of v1 send none; a key that is sent counts',
  'POST /api/v2/attachments/:id/completion': 'one target state',
  'POST /api/v2/attachments/:id/removal': 'one target state',
  'POST /api/v2/auth/login': 'each sign-in is a session of its own',
  'POST /api/v2/auth/logout': 'a session ends once',
  'POST /api/v2/auth/password-reset-requests': 'three mails an hour at most',
  'POST /api/v2/auth/password-resets': 'the link is used up',
  'POST /api/v2/auth/refresh': 'the token is used up',
  'POST /api/v2/auth/second-factor': 'the code is used up',
  'POST /api/v2/catalog/imports/:id/undo': 'an import is undone once',
  'POST /api/v2/companies/:id/closing': 'version and state',
  'POST /api/v2/companies/:id/opening': 'version and state',
  'POST /api/v2/companies/:id/removal': 'version and state',
  'POST /api/v2/devices/:id/removal': 'version and state',
  'POST /api/v2/exports/:id/cancellation': 'one target state',
  'POST /api/v2/exports/:id/retry': 'only what has ended is begun again',
  'POST /api/v2/impacts/:id/cancellation': 'one target state',
  'POST /api/v2/policies/drafts/:id/approval': 'decided once',
  'POST /api/v2/policies/drafts/:id/refusal': 'decided once',
  'POST /api/v2/invitations/:id/revocation': 'one target state',
  'POST /api/v2/me/second-factor': 'one begun factor a person',
  'POST /api/v2/me/second-factor/confirmation': 'the code is used up',
  'POST /api/v2/me/second-factor/recovery-codes': 'the code is used up',
  'POST /api/v2/me/second-factor/removal': 'the code is used up',
  'POST /api/v2/me/sessions/:id/revocation': 'one target state',
  'POST /api/v2/me/sessions/revocations': 'one target state',
  'POST /api/v2/me/step-up': 'the code is used up',
  'POST /api/v2/me/tokens/:id/revocation': 'one target state',
  'POST /api/v2/notices/:id/acknowledgements': 'once a person and version',
  'POST /api/v2/notices/:id/withdrawal': 'version and state',
  'POST /api/v2/notifications/reads': 'reading goes forward only',
  'POST /api/v2/orders/:id/reveals': 'makes nothing; its answer is stored nowhere',
  'POST /api/v2/policies/groups/:id/departures': 'one target state',
  'POST /api/v2/policies/groups/:id/members': 'one target state',
  'POST /api/v2/policies/:id/acknowledgements': 'once a person and version',
  'POST /api/v2/orders/identifier-checks': 'makes nothing',
  'POST /api/v2/plans/:id/removal': 'version and state',
  'POST /api/v2/policies/:id/passing-on': 'numbered by what it is based on',
  'POST /api/v2/policies/:id/withdrawal': 'version and state',
  'POST /api/v2/prices/:id/removal': 'version and state',
  'POST /api/v2/quotes': 'makes nothing',
  'POST /api/v2/registration/companies': 'the username is taken by the first',
  'POST /api/v2/registration/headquarters': 'the operator’s token is used up',
  'POST /api/v2/registration/invitation': 'makes nothing',
  'POST /api/v2/registration/invitation/acceptance': 'the invitation is used up',
  'POST /api/v2/registration/reapplications': 'one target state',
  'POST /api/v2/registration/staff': 'the username is taken by the first',
  'POST /api/v2/uploads/catalog': 'makes nothing',
  'POST /api/v2/uploads/prices': 'makes nothing',
  'POST /api/v2/users/:id/approval': 'version and state',
  'POST /api/v2/users/:id/reinstatement': 'version and state',
  'POST /api/v2/users/:id/rejection': 'version and state',
  'POST /api/v2/users/:id/role': 'version and state',
  'POST /api/v2/users/:id/second-factor-reset': 'one target state',
  'POST /api/v2/users/:id/sessions/revocations': 'one target state',
  'POST /api/v2/users/:id/suspension': 'version and state',
  'POST /api/v2/users/:id/unlock': 'one target state',
}

const keyed = ROUTES.filter(({ method, once }) => method === 'POST' && once)
const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`

test('every POST takes a key, or is listed as not needing one', () => {
  const others = ROUTES.filter(({ method, once }) => method === 'POST' && !once).map(nameOf)
  expect(others.toSorted()).toEqual(Object.keys(WITHOUT_KEY).toSorted())
})

describe('a command with a key', () => {
  let world: World
  let tree: Filled
  beforeAll(async () => {
    world = await openWorld()
    tree = await fill(world, await world.mintTree(), '')
  })
  afterAll(() => world.close())

  const SECRETS = ['/me/tokens', '/invitations', '/password-reset']

  test('does not run again for a repeat, which gets the first answer or learns that a secret was shown', async () => {
    const seen = new Set<string>()
    for (const [n, { route, who, path, body }] of commandsOf(tree).entries()) {
      if (!who || !keyed.some((each) => nameOf(each) === route)) continue
      seen.add(route)
      const send = () => who.send('POST', path, body, { 'idempotency-key': `repeated-${n}` })
      const first = await send()
      expect(first.status, `${route} ${first.text}`).toBeLessThan(300)
      await world.platform.settled()
      const before = await dump(world.platform.db)
      const again = await send()
      await world.platform.settled()
      expect(await dump(world.platform.db), route).toEqual(before)
      if (SECRETS.some((end) => route.endsWith(end))) {
        expect(again.body.code, route).toBe('idempotency_secret_shown')
        expect(again.text).not.toContain(first.body.secret ?? first.body.link)
      } else expect([again.status, again.text], route).toEqual([first.status, first.text])
      await expectOtherInputRefused({ route, who, path, ...(body && { body }) }, n)
    }
    expect([...seen].toSorted()).toEqual(keyed.map(nameOf).toSorted())
  })

  /** The key is bound to the path too: under another path it is another command. */
  async function expectOtherInputRefused({ who, path, route }: Sample, n: number) {
    const [policy] = commandsOf(tree).filter((each) => each.route === 'POST /api/v2/me/tokens')
    if (!who || !policy || path === policy.path) return
    const headers = { 'idempotency-key': `repeated-${n}` }
    const other = await who.send(
      'POST',
      policy.path,
      { ...policy.body, scopes: ['me.read'] },
      headers,
    )
    expect(other.body.code, route).toBe('idempotency_key_reused')
  }

  test('and leaves no secret in the database', async () => {
    const body = { name: '연동', scopes: ['me.read'], expiresInDays: 7 }
    const { secret } = (await tree.hq.admin.post('me/tokens', body)).body
    const { answer } = idempotencyKeys
    const rows = await world.platform.db.select({ answer }).from(idempotencyKeys)
    expect(rows.length).toBeGreaterThan(10)
    expect(rows.some(({ answer }) => answer.includes(secret))).toBe(false)
  })
})

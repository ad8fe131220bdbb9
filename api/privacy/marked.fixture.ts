import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { runJob } from '#jobs/run.ts'
import { fillFactors } from '#tests/factors.ts'
import { CONSENTS } from '#tests/newcomers.ts'
import { c2Order, openWorld, PASSWORD, type Tree, type World } from '#tests/world.ts'

/** Personal data: stored in their own tables, and allowed nowhere else. */
export const PERSONAL = {
  customer: '고객숨김이름',
  customerPhone: '01099887766',
  activatedPhone: '01099887755',
  born: '1987-06-05',
  address: '서울특별시 강남구 숨은로 77',
  memo: '숨은메모',
  holder: '예금주숨김',
  imei: '490154203237518',
  newcomer: '직원숨김이름',
  newcomerPhone: '010-5544-3322',
  newcomerMail: 'hidden.newcomer@example.com',
  invited: '초대숨김이름',
  invitedMail: 'hidden.invited@example.com',
  joinedPhone: '010-5544-3311',
  renamed: '바뀐숨김이름',
  renamedMail: 'hidden.renamed@example.com',
  mistyped: 'typed-into-the-wrong-field',
}
/** Secrets that grant access: not even stored. */
const secrets = (): Record<string, string> => ({
  account: '998877665544',
  newcomerPassword: 'Newcomer-Secret-9',
  joinedPassword: 'Joined-Secret-9',
  changedPassword: 'Changed-Secret-9',
  resetPassword: 'Reset-Secret-9',
  mailedPassword: 'Mailed-Secret-9',
  wrongPassword: 'Wrong-Secret-9',
  worldPassword: PASSWORD,
  bearer: 'eyJhbGciOiJIUzI1NiIsImtpZCI6InRva2VuLTIifQ.bm90LW91cnM.c2lnbmF0dXJl',
})

type Stage = { world: World; tree: Tree; secret: Record<string, string> }

/** A world through which all this data has passed; steps add the secrets that they are given to `secret`. */
export async function openMarked() {
  const world = await openWorld()
  const tree = await world.mintTree()
  const stage = { world, tree, secret: secrets() }
  const { hq, a, r1 } = tree
  const period = { start: '2026-11-01', end: '2026-11-30' }
  const give = (companyId: string) => ({ period, items: [{ companyId, amountWon: 9_000_000 }] })
  await hq.admin.post('rebates/allocations', give(a.id))
  await a.admin.post('rebates/distributions', give(r1.id))
  for (const step of [trade, comeIn, signIn, keepAccount, fail, work]) await step(stage)
  return { world, secret: stage.secret }
}

type Reply = { status: number; body: Record<string, string>; text: string }
function ok<R extends Pick<Reply, 'status' | 'text'>>(reply: R): R {
  if (reply.status >= 300) throw new Error(`${reply.status} ${reply.text}`)
  return reply
}

/** An order from its quote to its end, with every kind of form field. */
async function trade({ world, tree, secret }: Stage) {
  const { hq, a, r1, skt99 } = tree
  const keeper = await hq.lent('pii.view', 'pii.export')
  const keys = [
    ...['birth_date', 'customer_address', 'device_model', 'imei', 'previous_carrier', 'memo'],
    ...['bill_method', 'bank_name', 'account_holder', 'account_number'],
  ]
  const form = keys.map((key) => ({ key, required: false }))
  const policyId = await tree.publish({ form })
  ok(
    await a.admin.put(`policies/${policyId}/agency-rates`, {
      basedOn: 1,
      cells: [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 300_000 }],
    }),
  )
  const input = c2Order(policyId, skt99, {
    customer: { name: PERSONAL.customer, phone: PERSONAL.customerPhone, type: 'adult' },
    form: {
      birth_date: PERSONAL.born,
      customer_address: PERSONAL.address,
      device_model: '갤럭시 S26',
      imei: PERSONAL.imei,
      previous_carrier: 'kt',
      memo: PERSONAL.memo,
      bill_method: 'bank',
      bank_name: '국민은행',
      account_holder: PERSONAL.holder,
      account_number: secret.account,
    },
  })
  const place = async () => ok(await r1.staff.post('orders', input)).body.id as string
  const refused = await place()
  ok(await hq.admin.post(`orders/${refused}/rejection`, { version: 1, reason: '서류 미비' }))
  // The same device again: the refused order holds it no more.
  const done = await place()
  for (const who of [hq.admin, a.admin, r1.admin, keeper]) {
    ok(await who.get('orders?q=7766'))
    ok(await who.get(`orders/${done}`))
  }
  for (const field of ['account_number', 'birth_date']) {
    const { value } = ok(
      await keeper.post(`orders/${done}/reveals`, { field, reason: '명의 확인' }),
    ).body
    expect(Object.values({ ...PERSONAL, ...secret })).toContain(value)
  }
  ok(await hq.admin.post(`orders/${done}/approval`, { version: 1 }))
  ok(await hq.staff.post(`orders/${done}/shipment`, { version: 2, noShipment: true }))
  const activated = {
    version: 3,
    activatedOn: '2026-11-20',
    activatedNumber: PERSONAL.activatedPhone,
  }
  ok(await hq.staff.post(`orders/${done}/completion`, activated))
  const { number } = (await hq.admin.get(`orders/${done}`)).body
  ok(await world.nobody.get(`track?order=${number}&phone=7766`))
  for (const type of ['settlements_detailed', 'audit_log'])
    ok(
      await hq.admin.post('exports', {
        type,
        ...(type === 'audit_log' && { reason: '외부 감사' }),
      }),
    )
}

/** People who sign up, are invited, approved and rejected. */
async function comeIn({ world, tree, secret }: Stage) {
  const { hq, a, r1 } = tree
  const { code } = (await r1.admin.get('me')).body.company
  const person = {
    name: PERSONAL.newcomer,
    email: PERSONAL.newcomerMail,
    phone: PERSONAL.newcomerPhone,
    password: secret.newcomerPassword,
  }
  for (const username of ['newcomer-one', 'newcomer-two'])
    ok(
      await world.nobody.post('registration/staff', {
        companyCode: code,
        user: { ...person, username },
        consents: CONSENTS,
      }),
    )
  const [one, two] = (await r1.admin.get('users?status=pending')).body.items
  ok(await r1.admin.post(`users/${one.id}/approval`, { version: one.version }))
  ok(await a.admin.post(`users/${two.id}/rejection`, { version: two.version, reason: '확인 불가' }))
  ok(
    await hq.admin.put(`users/${one.id}/grants`, {
      version: one.version + 1,
      grants: ['customer.manage'],
    }),
  )
  const { link } = ok(
    await a.admin.post('invitations', {
      ...{ companyId: a.id, role: 'staff', days: 7 },
      ...{ name: PERSONAL.invited, email: PERSONAL.invitedMail },
    }),
  ).body
  secret.invitation = String(link).split('#')[1] ?? ''
  ok(await world.nobody.post('registration/invitation', { token: secret.invitation }))
  ok(
    await world.nobody.post('registration/invitation/acceptance', {
      ...{ token: secret.invitation, consents: CONSENTS, username: 'joined-one' },
      ...{ name: PERSONAL.invited, email: PERSONAL.invitedMail, phone: PERSONAL.joinedPhone },
      password: secret.joinedPassword,
    }),
  )
}

/** Right and wrong sign-ins, with and without a second factor. */
async function signIn({ world, tree, secret }: Stage) {
  const login = (username: string, password = '') =>
    world.nobody.post('auth/login', { username, password })
  await login('newcomer-one', secret.wrongPassword)
  await login(PERSONAL.mistyped, secret.wrongPassword)
  await login('newcomer-two', secret.newcomerPassword)
  const { body } = ok(await login('joined-one', secret.joinedPassword))
  Object.assign(secret, { access: body.accessToken, refresh: body.refreshToken })
  const again = ok(await world.nobody.post('auth/refresh', { refreshToken: body.refreshToken }))
  Object.assign(secret, { access2: again.body.accessToken, refresh2: again.body.refreshToken })
  ok(await world.nobody.post('auth/logout', { refreshToken: again.body.refreshToken }))

  const factors = await fillFactors(world, tree, async (who, method, path, sent) => {
    const reply = ok(await who.send(method, path, sent))
    if (reply.body.key)
      secret[`key${Object.keys(secret).length}`] = reply.body.key.replaceAll(' ', '')
    return reply.body
  })
  for (const [n, code] of factors.recovery.entries()) secret[`recovery${n}`] = code
  secret.challenge = factors.challenge
  const [code = ''] = factors.recovery
  ok(await world.nobody.post('auth/second-factor', { challenge: factors.challenge, code }))
}

/** Changes to a person's own account: name, password, a token for a program, and a reset of the password. */
async function keepAccount(stage: Stage) {
  const { world, tree, secret } = stage
  const { a } = tree
  const { username, version } = ok(await a.admin.get('me')).body
  const phone = PERSONAL.joinedPhone
  const renamed = { name: PERSONAL.renamed, email: PERSONAL.renamedMail, phone }
  ok(await a.admin.put('me/profile', { version, ...renamed, currentPassword: PASSWORD }))
  ok(await a.admin.put('me/password', { current: PASSWORD, next: secret.changedPassword }))
  const made = ok(
    await a.admin.post('me/tokens', {
      name: '정산 프로그램',
      scopes: ['me.read'],
      expiresInDays: 30,
    }),
  )
  secret.program = made.body.secret
  ok(await world.nobody.get('me', { authorization: `Bearer ${secret.program}` }))

  const reset = async (token: string, password = '') =>
    ok(await world.nobody.post('auth/password-resets', { token, password }))
  const { link } = ok(await tree.hq.admin.post(`users/${a.admin.actor.userId}/password-reset`)).body
  secret.resetLink = String(link).split('#')[1] ?? ''
  await reset(secret.resetLink, secret.resetPassword)
  ok(await world.nobody.post('auth/password-reset-requests', { username }))
  await work(stage)
  const letter = world.platform.mails.findLast(({ to }) => to === PERSONAL.renamedMail)
  secret.mailedLink = letter?.text.match(/#(\S+)/)?.[1] ?? ''
  await reset(secret.mailedLink, secret.mailedPassword)
}

/** Refused and failing requests that contain the data. */
async function fail({ world, tree, secret }: Stage) {
  const { hq, r1 } = tree
  const everything = { ...PERSONAL, ...secret }
  const asText = JSON.stringify(everything)
  for (const path of ['orders', 'auth/login', 'registration/staff', 'exports']) {
    await r1.staff.post(path, everything)
    await r1.staff.post(path, { [asText.slice(0, 200)]: everything })
    for (const [body, type] of [
      [asText.slice(0, -5), 'application/json'],
      [asText, 'text/plain'],
    ] as const)
      await world.call(path, {
        method: 'POST',
        body,
        headers: { ...(await r1.staff.credentials()), 'content-type': type },
      })
  }
  await world.call('me', { headers: { authorization: `Bearer ${secret.bearer}` } })
  await world.call(`users?q=${encodeURIComponent(PERSONAL.newcomer)}`)
  await hq.staff.get(`audit?address=${encodeURIComponent(PERSONAL.newcomerMail)}`)
  await hq.admin.get(`users?q=${encodeURIComponent(PERSONAL.newcomer)}`)

  // This trigger makes the database put the row into its error message.
  const { db } = world.platform
  await db.execute(sql`create function tell() returns trigger language plpgsql as
    $$ begin raise exception 'cannot take %', to_jsonb(new); end $$`)
  await db.execute(
    sql`create trigger tell before insert on users for each row execute function tell()`,
  )
  const { code } = (await r1.admin.get('me')).body.company
  const { status } = await world.nobody.post('registration/staff', {
    ...{ companyCode: code, consents: CONSENTS },
    user: {
      ...{ username: 'newcomer-three', password: secret.newcomerPassword },
      ...{ name: PERSONAL.newcomer, email: PERSONAL.newcomerMail, phone: PERSONAL.newcomerPhone },
    },
  })
  expect(status).toBe(500)
  await db.execute(sql`drop trigger tell on users`)
}

/** Runs all jobs that the steps left, and the jobs that those enqueue. */
async function work({ world }: Stage) {
  const { woken, settled } = world.platform
  await settled()
  while (woken.length > 0) {
    for (const id of woken.splice(0))
      expect(await runJob(world.platform, id)).toMatchObject({ outcome: 'done' })
    await settled()
  }
}

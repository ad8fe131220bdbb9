import { type Actor, systemActor } from '#api/access/actor.ts'
import { app } from '#api/app.ts'
import { accessTokenFor } from '#api/auth/access-token.ts'
import { createDevices, createPlans } from '#api/catalog/commands.ts'
import { createCompany } from '#api/companies/commands.ts'
import { type Ctx, transact } from '#api/context.ts'
import { openSession } from '#api/devices/sessions.ts'
import { askedBy, throughDoor } from '#api/http/through-door.ts'
import { newId } from '#api/ids.ts'
import { hashPassword } from '#api/passwords/password.ts'
import type { Platform } from '#api/platform/platform.ts'
import { upgradeRequired } from '#api/platform/realtime-ws.ts'
import { type TestPlatform, testPlatform } from '#api/platform/test.ts'
import { createUser } from '#api/users/commands.ts'
import { userGrants } from '#db/schema/users.ts'
import type { Grant, Role, Tier } from '#db/words.ts'
import { conform } from './conform.ts'
import { testDatabase } from './database.ts'

export const PASSWORD = 'maru-test-1!'

const DECADE_SECONDS = 10 * 365 * 86_400

/** The status of an accepted upgrade in tests: sockets belong to the runtime. */
export const NO_SOCKET = 426

/** The policy of `domain.md` C.2: SKT, 99K, 24 months, 400,000. */
export const C2_POLICY = {
  title: '5G 프리미엄',
  carrier: 'all',
  joinType: 'all',
  bandsWon: [55_000, 77_000, 99_000],
  months: [12, 24],
  cells: [
    { carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 400_000 },
    { carrier: 'kt', bandWon: 77_000, months: 24, amountWon: 268_000 },
    { carrier: 'all', bandWon: 55_000, months: 12, amountWon: 50_000 },
  ],
  form: [
    { key: 'birth_date', required: true },
    { key: 'device_model', required: true },
    { key: 'imei', required: false },
    { key: 'eid', required: false },
    { key: 'previous_carrier', required: false },
    { key: 'mvno_name', required: false },
    { key: 'bill_method', required: false },
    { key: 'bank_name', required: false },
    { key: 'account_holder', required: false },
    { key: 'account_number', required: false },
    { key: 'memo', required: false },
  ],
} as const

export type World = Awaited<ReturnType<typeof openWorld>>
export type Tree = Awaited<ReturnType<World['mintTree']>>

/** A new database with the whole API in front of it; people act through HTTP with real tokens. */
export async function openWorld(options: { connections?: number; costlyHashes?: boolean } = {}) {
  const database = await testDatabase()
  const platform: TestPlatform = testPlatform({ databaseUrl: database.url, ...options })
  const passwordHash = await hashPassword(platform, PASSWORD)
  let trees = 0
  let keys = 0
  let lent = 0

  const ctxOf = (actor: Actor): Ctx => ({ ...platform, actor, requestId: 'world' })

  /** An HQ with two agencies; three shops of the first, one of the second; an admin and staff each. */
  async function mintTree(mark = '') {
    const t = `t${++trees}`
    const hqId = newId(platform.clock.now())
    const ctx = ctxOf(systemActor(hqId))
    const make = async (tier: Tier, word: string, parentId?: string) => {
      const name = `${mark}${t} ${word}`
      const company = await createCompany(
        ctx,
        tier === 'hq'
          ? { tier, id: hqId, name, secondFactor: 'off' }
          : { tier, name, parentId: parentId ?? '' },
      )
      const user = async (role: Role, title: string = role, grants: Grant[] = []) => {
        const { id: userId } = await createUser(ctx, {
          companyId: company.id,
          username: `${t}-${word}-${title}`.toLowerCase(),
          passwordHash,
          name: `${mark}사람`,
          role,
        })
        const { id: companyId, agencyId } = company
        const sessionId = newId(platform.clock.now())
        const actor = { userId, sessionId, companyId, tier, role, hqId, agencyId, grants }
        const given = { userId, grantedBy: userId, grantedAt: platform.clock.now() }
        if (grants.length > 0)
          await platform.db.insert(userGrants).values(grants.map((grant) => ({ ...given, grant })))
        // The session outlasts any change of the clock in a test.
        await transact(ctxOf(actor), (ctx) => openSession(ctx, { seconds: DECADE_SECONDS }))
        return client(actor)
      }
      return {
        id: company.id,
        name,
        admin: await user('admin'),
        staff: await user('staff'),
        /** A second admin, whom only some tests need. */
        colleague: () => user('admin', `colleague-${++lent}`),
        /** Another staff member, with these grants. */
        lent: (...grants: Grant[]) => user('staff', `lent-${++lent}`, grants),
      }
    }
    const hq = await make('hq', 'H')
    const [a, b] = [await make('agency', 'A', hq.id), await make('agency', 'B', hq.id)]
    const r1 = await make('retail', 'R1', a.id)
    const r2 = await make('retail', 'R2', a.id)
    const r3 = await make('retail', 'R3', a.id)
    const rb = await make('retail', 'RB', b.id)
    const plans = await createPlans(ctx, [
      { carrier: 'skt', name: `${mark}5G 프리미엄 99`, monthlyFeeWon: 99_000 },
      { carrier: 'kt', name: `${mark}5G 스탠다드 77`, monthlyFeeWon: 77_000 },
      { carrier: 'lgu', name: `${mark}LTE 베이직 44`, monthlyFeeWon: 44_000 },
    ])
    const plan = (i: number) => plans[i]?.id ?? ''
    await createDevices(ctx, [
      { manufacturer: '삼성', name: `${mark}갤럭시 S26`, colors: ['블랙'] },
    ])
    await platform.settled()
    return {
      hq,
      a,
      b,
      r1,
      r2,
      r3,
      rb,
      skt99: plan(0),
      kt77: plan(1),
      lgu44: plan(2),
      /** Publishes the C.2 policy to both agencies, which pass on all of it, and returns its id. */
      publish: async (change: object = {}) => {
        const reply = await hq.admin.post('policies', {
          ...C2_POLICY,
          title: `${mark}${C2_POLICY.title} ${++keys}`,
          targets: [a.id, b.id],
          ...change,
        })
        if (reply.status !== 201) throw new Error(JSON.stringify(reply.body))
        const id = reply.body.id as string
        for (const agency of [a, b]) {
          const { status } = await agency.admin.post(`policies/${id}/passing-on`, { basedOn: 0 })
          // An agency that the policy does not reach has nothing to decide.
          if (status !== 201 && status !== 404) throw new Error(`passing on answered ${status}`)
        }
        return id
      },
    }
  }

  /** A signed-in person: `get`, `post`, `put` resolve to status and parsed body. */
  const client = (actor: Actor) => ({ actor, ...sender(actor) })

  function sender(actor?: Actor) {
    const credentials = async (): Promise<Record<string, string>> =>
      actor ? { authorization: `Bearer ${await accessTokenFor(platform, actor, 900)}` } : {}
    const fetched = async (
      method: string,
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ) =>
      call(path, {
        method,
        headers: {
          ...(await credentials()),
          ...(body === undefined ? {} : { 'content-type': typeOf(body) }),
          ...(method === 'POST' ? { 'idempotency-key': `key-${++keys}-${'x'.repeat(8)}` } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { body: sentBody(body) }),
      })
    const send = async (...request: Parameters<typeof fetched>) => {
      const response = await fetched(...request)
      const text = await response.text()
      // The test itself names the fields that it reads of a body; a wrong name fails the test.
      // biome-ignore lint/suspicious/noExplicitAny: bodies of every route pass through here
      const parsed: any = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text
      return { status: response.status, body: parsed, headers: response.headers, text }
    }
    return {
      /** The headers that identify the person, for requests that a test writes by hand. */
      credentials,
      send,
      get: (path: string, headers?: Record<string, string>) =>
        send('GET', path, undefined, headers),
      post: (path: string, body: unknown = {}, headers?: Record<string, string>) =>
        send('POST', path, body, headers),
      put: (path: string, body: unknown, headers?: Record<string, string>) =>
        send('PUT', path, body, headers),
      /** The unchanged bytes of a file. */
      bytes: async (path: string) =>
        new Uint8Array(await (await fetched('GET', path)).arrayBuffer()),
    }
  }

  /**
   * A request from outside; `on` is another process with its own state. Every response is checked against the
   * API's document.
   */
  async function call(
    path: string,
    init: RequestInit = {},
    { on = platform, address = '192.0.2.1' }: { on?: Platform; address?: string } = {},
  ) {
    const asked = askedBy(new Request(`http://maru.test/api/v2/${path}`, init))
    const response = await throughDoor(on, asked, (attempt) =>
      app.fetch(asked.request(), {
        ...{ platform: on, attempt, address },
        live: () => {
          throw upgradeRequired()
        },
      }),
    )
    await conform(init.method ?? 'GET', `/api/v2/${path}`, response)
    return response
  }

  return {
    platform,
    database,
    ctxOf,
    mintTree,
    client,
    nobody: sender(),
    call,
    close: async () => {
      await platform.close()
      await database.drop()
    },
  }
}

/** Bytes are a file and sent as they are; anything else is JSON. */
export const typeOf = (body: unknown): string =>
  body instanceof Uint8Array ? 'application/octet-stream' : 'application/json'
export const sentBody = (body: unknown): BodyInit =>
  // The bytes of a test are in memory of their own.
  body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body)

/** The order of `domain.md` C.2 as a shop sends it. */
export const c2Order = (policyId: string, planId: string, change: object = {}) => ({
  policyId,
  planId,
  joinType: 'mnp',
  contractMonths: 24,
  supportType: 'public',
  simType: 'prepaid',
  customer: { name: '홍길동', phone: '01012344417', type: 'adult' },
  form: { birth_date: '1991-03-02', device_model: '갤럭시 S26', previous_carrier: 'kt' },
  ...change,
})

import { testDatabase } from '#tests/database.ts'
import { type Actor, systemActor } from '../access/actor.ts'
import { app } from '../app.ts'
import { createCompany } from '../companies/commands.ts'
import { type Ctx, transact } from '../context.ts'
import { openSession } from '../devices/sessions.ts'
import { newId } from '../ids.ts'
import { hashPassword } from '../passwords/password.ts'
import type { Platform } from '../platform/platform.ts'
import { testPlatform } from '../platform/test.ts'
import { createUser, type NewUser } from '../users/commands.ts'
import { accessTokenFor } from './access-token.ts'

export const PASSWORD = 'maru-test-1!'

const noSocket = () => new Response('no sockets on this stage', { status: 501 })

/** A test platform with its own database, and the API in front of it. */
export async function openStage({ connections = 1, costlyHashes = false } = {}) {
  const database = await testDatabase()
  const open = () => testPlatform({ databaseUrl: database.url, connections, costlyHashes })
  const platform = open()
  const passwordHash = await hashPassword(platform, PASSWORD)
  let trees = 0

  const ctxOf = (actor: Actor): Ctx => ({ ...platform, actor, requestId: 'stage' })
  const ctxIn = (hqId: string) => ctxOf(systemActor(hqId))

  async function addUser(
    hqId: string,
    user: Pick<NewUser, 'companyId' | 'username'> & Partial<NewUser>,
  ) {
    return createUser(ctxIn(hqId), { passwordHash, name: '시험', role: 'admin', ...user })
  }

  /** An HQ with two agencies, two shops under the first and one under the second, each with one admin. */
  async function mintTree() {
    const hqId = newId(platform.clock.now())
    const ctx = ctxIn(hqId)
    const t = `t${++trees}`
    const make = async (input: Parameters<typeof createCompany>[1], word: string) => {
      const company = await createCompany(ctx, input)
      const user = await addUser(hqId, { companyId: company.id, username: `${t}-${word}` })
      const { id: companyId, tier, agencyId } = company
      const actor: Actor = {
        userId: user.id,
        sessionId: newId(platform.clock.now()),
        companyId,
        tier,
        role: user.role,
        hqId,
        agencyId,
        grants: [],
      }
      await transact(ctxOf(actor), (ctx) => openSession(ctx))
      return { ...company, user, actor }
    }
    const hq = await make(
      { tier: 'hq', id: hqId, secondFactor: 'off', name: `${t} 본사`, phone: '02-000-0001' },
      'hq',
    )
    const under = (tier: 'agency' | 'retail', parentId: string, word: string) =>
      make({ tier, parentId, name: `${t} ${word}`, phone: '02-000-0002' }, word)
    const agency = await under('agency', hq.id, 'agency')
    const other = await under('agency', hq.id, 'other')
    const shop = await under('retail', agency.id, 'shop')
    const second = await under('retail', agency.id, 'second')
    const cousin = await under('retail', other.id, 'cousin')
    await platform.settled()
    return { hq, agency, other, shop, second, cousin }
  }

  /** Another user of the actor's company, signed in. */
  async function colleagueOf(actor: Actor, username: string): Promise<Actor> {
    const { companyId, hqId } = actor
    const { id: userId } = await addUser(hqId, { companyId, username, role: 'staff' })
    const colleague: Actor = {
      ...actor,
      userId,
      role: 'staff',
      sessionId: newId(platform.clock.now()),
    }
    await transact(ctxOf(colleague), (ctx) => openSession(ctx))
    return colleague
  }

  /** A request from outside; `on` is another process with other state. */
  const ask = async (
    path: string,
    init: RequestInit = {},
    on: Platform = platform,
    address = '192.0.2.1',
  ) => app.request(`/api/v2${path}`, init, { platform: on, address, live: noSocket })

  const send = (
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
    on?: Platform,
    address?: string,
  ) =>
    ask(
      path,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      },
      on,
      address,
    )

  const bearer = async (actor: Actor, on: Platform = platform) => ({
    authorization: `Bearer ${await accessTokenFor(on, actor, 900)}`,
  })

  /** Reads a path as a signed-in user; returns status and body. */
  async function read(actor: Actor, path: string) {
    const response = await ask(path, { headers: await bearer(actor) })
    return { status: response.status, body: await response.json() }
  }

  return {
    platform,
    open,
    ctxOf,
    ctxIn,
    addUser,
    colleagueOf,
    mintTree,
    ask,
    send,
    bearer,
    read,
    close: async () => {
      await platform.close()
      await database.drop()
    },
  }
}

export type Stage = Awaited<ReturnType<typeof openStage>>

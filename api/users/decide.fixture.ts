import { desc, eq } from 'drizzle-orm'
import { auditEvents } from '#db/schema/audit.ts'
import type { Tree, World } from '#tests/world.ts'
import { companyApplication, staffApplication } from '../registration/apply.fixture.ts'
import type { UserItem } from './contract.ts'

export type Client = Tree['hq']['admin']

/** Applicants, and admins who decide about them, all through the API. */
export function deskOf(world: World) {
  let applicants = 0
  const nextName = () => `applicant-${++applicants}`

  async function codeOf(who: Client, companyId: string): Promise<string> {
    return (await who.get(`companies/${companyId}`)).body.code
  }
  const person = async (who: Client, id: string): Promise<UserItem> =>
    (await who.get(`users/${id}`)).body
  const named = async (who: Client, username: string): Promise<UserItem> =>
    (await who.get(`users?q=${username}`)).body.items[0]

  /** Each from another address, so that no rate limit applies. */
  async function apply(kind: 'staff' | 'companies', body: object) {
    const response = await world.call(
      `registration/${kind}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      },
      { address: `198.51.100.${applicants}` },
    )
    if (response.status !== 201) throw new Error(await response.text())
    await world.platform.settled()
  }

  return {
    person,
    /** A person who has applied as staff of this company. */
    async applicant({ id, admin }: { id: string; admin: Client }): Promise<UserItem> {
      const username = nextName()
      await apply('staff', staffApplication(await codeOf(admin, id), username))
      return named(admin, username)
    },
    /** A company that has applied below this one, with its first admin. */
    async newcomer({ id, admin }: { id: string; admin: Client }): Promise<UserItem> {
      const username = nextName()
      await apply('companies', companyApplication(await codeOf(admin, id), username, username))
      return named(admin, username)
    },
    /** The latest audit event about a record. */
    async audited(entityId: string) {
      const [event] = await world.platform.db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.entityId, entityId))
        .orderBy(desc(auditEvents.id))
        .limit(1)
      return event
    },
    decide: (who: Client, id: string, what: string, body: object = {}) =>
      who.post(`users/${id}/${what}`, { version: 1, ...body }),
    grant: (who: Client, id: string, version: number, grants: string[]) =>
      who.put(`users/${id}/grants`, { version, grants }),
  }
}

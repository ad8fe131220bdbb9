import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { boolean, instant, nullable, oneOf, text } from '#db/values.ts'
import { CONTACT_KINDS } from '#db/words.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { boardOf, subjectFor } from './board.ts'
import type { ReachRecord } from './contract.ts'

/** Who of a company has read the current version, and how it was reminded of it. */
export async function reachRecord(ctx: Ctx, id: string, companyId: string): Promise<ReachRecord> {
  const { currentVersion } = await subjectFor(ctx, id)
  const [company] = await rowsOf(
    ctx.db,
    sql`select c.id from policies p, ${boardOf(ctx, id)} and c.id = ${companyId}`,
    { id: text },
  )
  if (!company) throw new AppError('not_found', 'The policy does not reach this company.')
  const readings = await rowsOf(
    ctx.db,
    sql`select u.name, bool_or(k.as_admin) as "asAdmin", min(k.at) as at from policy_acknowledgements k join users u on u.id = k.user_id
      where k.policy_id = ${id} and k.version = ${currentVersion} and k.company_id = ${companyId} group by u.id, u.name order by min(k.id::text)`,
    { name: text, asAdmin: boolean, at: instant },
  )
  const contacts = await rowsOf(
    ctx.db,
    sql`select k.id, k.kind, k.note, u.name as "byName", k.at from policy_contacts k left join users u on u.id = k.by
      where k.policy_id = ${id} and k.version = ${currentVersion} and k.company_id = ${companyId} order by k.id desc limit 100`,
    {
      id: text,
      kind: oneOf(CONTACT_KINDS),
      note: nullable(text),
      byName: nullable(text),
      at: instant,
    },
  )
  return {
    readings: readings.map(({ name, asAdmin, at }) => ({
      name,
      role: asAdmin ? 'admin' : 'staff',
      at: at.toISOString(),
    })),
    contacts: contacts.map((contact) => ({ ...contact, at: contact.at.toISOString() })),
  }
}

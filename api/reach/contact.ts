import { sql } from 'drizzle-orm'
import { insertMany } from '#db/insert-many.ts'
import { rowsOf } from '#db/rows.ts'
import { policyContacts } from '#db/schema/reach.ts'
import { boolean, instant, nullable, text } from '#db/values.ts'
import type { ContactKind } from '#db/words.ts'
import { record } from '../audit/record.ts'
import type { Ctx, TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { onceOnly } from '../idempotency/once.ts'
import { newId } from '../ids.ts'
import { notify } from '../notifications/notify.ts'
import { isReadBy } from '../policies/reached.ts'
import { boardOf, type Subject, subjectFor } from './board.ts'
import {
  type Contact,
  type NoteCall,
  REMINDER_HOURS,
  type Remind,
  type Reminded,
} from './contract.ts'

const REMINDER_MS = REMINDER_HOURS * 3_600_000

/**
 * Reminds companies to read the current version, by a notification. One that has read it, or was reminded
 * within the last hours, is left out and said; a company that the actor does not see here is `not_found`.
 */
export function remind(ctx: Ctx, id: string, { companyIds }: Remind): Promise<Reminded> {
  return onceOnly(ctx, 201, async (ctx) => {
    const subject = await subjectFor(ctx, id)
    await lockOpen(ctx, id)
    const states = await statesOf(ctx, id, companyIds)
    const now = ctx.clock.now().getTime()
    const results = companyIds.map((companyId) => {
      const state = states.get(companyId)
      if (!state) throw noSuchCompany()
      const nextMs = (state.remindedAt?.getTime() ?? Number.NEGATIVE_INFINITY) + REMINDER_MS
      if (state.isRead) return { companyId, outcome: 'already_read' as const, nextAt: null }
      if (nextMs > now)
        return {
          companyId,
          outcome: 'too_soon' as const,
          nextAt: new Date(nextMs).toISOString(),
        }
      return {
        companyId,
        outcome: 'sent' as const,
        nextAt: new Date(now + REMINDER_MS).toISOString(),
      }
    })
    const sent = results.filter(({ outcome }) => outcome === 'sent')
    if (sent.length > 0)
      await tellReminded(
        ctx,
        id,
        subject,
        sent.map(({ companyId }) => companyId),
      )
    return { results }
  })
}

/**
 * Serialises reminders of one policy, so that the second sees those of the first. Of a policy that has ended
 * there is nothing to read: the companies cannot open it.
 */
async function lockOpen(ctx: TxCtx, id: string): Promise<void> {
  const now = ctx.clock.now().toISOString()
  const [policy] = await rowsOf(
    ctx.db,
    sql`select p.status = 'active' and (p.valid_to is null or p.valid_to > ${now}) as "isOpen"
      from policies p where p.id = ${id} for no key update`,
    { isOpen: boolean },
  )
  if (!policy?.isOpen)
    throw new AppError(
      'invalid_transition',
      'This policy has ended: nobody can read it any more.',
      {
        facts: { status: 'ended' },
      },
    )
}

async function tellReminded(ctx: TxCtx, id: string, subject: Subject, companyIds: string[]) {
  const { title, currentVersion } = subject
  await store(
    ctx,
    id,
    subject,
    companyIds.map((companyId) => ({ companyId, kind: 'reminder', note: null })),
  )
  await record(ctx, {
    action: 'policy.remind',
    entityId: id,
    facts: { version: currentVersion, companies: companyIds.length },
  })
  await notify(
    ctx,
    ...companyIds.map((companyId) => ({
      companyId,
      type: 'policy_reminder' as const,
      subjectId: id,
      params: { title, version: currentVersion },
    })),
  )
}

/** Notes a telephone call with a company about the policy. It does not count as reading. */
export function noteCall(ctx: Ctx, id: string, { companyId, note }: NoteCall): Promise<Contact> {
  return onceOnly(ctx, 201, async (ctx) => {
    const subject = await subjectFor(ctx, id)
    const states = await statesOf(ctx, id, [companyId])
    if (!states.has(companyId)) throw noSuchCompany()
    const [row] = await store(ctx, id, subject, [{ companyId, kind: 'call', note }])
    if (!row) throw new Error('the call was not stored')
    const facts = { version: subject.currentVersion, companyId }
    await record(ctx, { action: 'policy.call', entityId: id, facts })
    const [person] = await rowsOf(
      ctx.db,
      sql`select name from users where id = ${ctx.actor.userId}`,
      { name: text },
    )
    const { id: contactId, kind, at } = row
    return { id: contactId, kind, note, byName: person?.name ?? null, at: at.toISOString() }
  })
}

const noSuchCompany = () =>
  new AppError('not_found', 'One of the companies is not reached by this policy. Load it again.')

const STATE = { id: text, isRead: boolean, remindedAt: nullable(instant) }

/** The companies on the actor's board among these. */
async function statesOf(ctx: TxCtx, id: string, companyIds: readonly string[]) {
  const rows = await rowsOf(
    ctx.db,
    sql`select c.id, ${isReadBy(sql`c.id`)} as "isRead", (select max(k.at) from policy_contacts k
        where k.policy_id = p.id and k.version = p.current_version and k.company_id = c.id and k.kind = 'reminder') as "remindedAt"
      from policies p, ${boardOf(ctx, id)} and c.id in ${companyIds}`,
    STATE,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Stores contacts, and lets the boards of the headquarters and of the actor read them. */
async function store(
  ctx: TxCtx,
  policyId: string,
  { currentVersion: version }: Subject,
  contacts: readonly { companyId: string; kind: ContactKind; note: string | null }[],
) {
  const at = ctx.clock.now()
  const { hqId, userId: by, companyId: own } = ctx.actor
  const rows = contacts.map((contact) => ({
    id: newId(at),
    policyId,
    version,
    hqId,
    ...contact,
    by,
    at,
  }))
  await ctx.db.execute(insertMany(policyContacts, rows))
  ctx.changed({ event: { type: 'policy.changed', id: policyId }, heardBy: [hqId, own] })
  return rows
}

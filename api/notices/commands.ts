import { and, eq, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { noticeAcknowledgements, notices } from '#db/schema/notices.ts'
import { text } from '#db/values.ts'
import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError, type FieldError } from '../errors.ts'
import { onceThenRead } from '../idempotency/once.ts'
import { newId } from '../ids.ts'
import { publishMany } from '../jobs/publish-many.ts'
import { notify } from '../notifications/notify.ts'
import type { EditNotice, NoticeItem, NoticeVersion, PublishNotice } from './contract.ts'
import { noSuchNotice, noticeFor } from './queries.ts'
import { addressed } from './visible.ts'

/** Publishes a notice to companies of the tree, and notifies them if it is in force at once. */
export function publishNotice(ctx: Ctx, input: PublishNotice): Promise<NoticeItem> {
  const publish = async (ctx: TxCtx) => {
    const now = ctx.clock.now()
    const { hqId, userId } = ctx.actor
    await checkNotice(ctx, input)
    const id = newId(now)
    await ctx.db.insert(notices).values({
      id,
      hqId,
      ...contentOf(input, now),
      createdBy: userId,
      createdAt: now,
      updatedAt: now,
    })
    await record(ctx, { action: 'notice.publish', entityId: id, facts: { type: input.type } })
    noticeChanged(ctx, id, [])
    if (!input.validFrom || Date.parse(input.validFrom) <= now.getTime())
      await notify(
        ctx,
        ...(await audienceOf(ctx, id)).map((companyId) => ({
          companyId,
          type: 'notice_published' as const,
          subjectId: id,
          params: { title: input.title },
        })),
      )
    return { id }
  }
  return onceThenRead(ctx, publish, noticeFor)
}

/** Changes a notice; those who had acknowledged it are asked again. */
export function editNotice(ctx: Ctx, id: string, input: EditNotice): Promise<NoticeItem> {
  return transact(ctx, async (ctx) => {
    const notice = await lockNotice(ctx, id, input.version)
    await checkNotice(ctx, input)
    const before = await audienceOf(ctx, id)
    const now = ctx.clock.now()
    const content = contentOf(input, notice.validFrom)
    await ctx.db
      .update(notices)
      .set({ ...content, version: notice.version + 1, updatedAt: now })
      .where(eq(notices.id, id))
    await record(ctx, {
      action: 'notice.edit',
      entityId: id,
      before: { title: notice.title, content: notice.content },
      after: { title: content.title, content: content.content },
    })
    noticeChanged(ctx, id, [...before, ...(await audienceOf(ctx, id))])
    return noticeFor(ctx, id)
  })
}

/** Ends a notice: nobody below the headquarters sees it any more. */
export function withdrawNotice(
  ctx: Ctx,
  id: string,
  { version }: NoticeVersion,
): Promise<NoticeItem> {
  return transact(ctx, async (ctx) => {
    const notice = await lockNotice(ctx, id, version)
    const withdrawnAt = ctx.clock.now()
    await ctx.db
      .update(notices)
      .set({ withdrawnAt, version: notice.version + 1, updatedAt: withdrawnAt })
      .where(eq(notices.id, id))
    await record(ctx, { action: 'notice.withdraw', entityId: id })
    noticeChanged(ctx, id, await audienceOf(ctx, id))
    return noticeFor(ctx, id)
  })
}

/** A person has read this version of a notice; an admin, for their company. Repeating it changes nothing. */
export function acknowledgeNotice(
  ctx: Ctx,
  noticeId: string,
  { version }: NoticeVersion,
): Promise<NoticeItem> {
  return transact(ctx, async (ctx) => {
    const notice = await noticeFor(ctx, noticeId)
    if (notice.version !== version) throw stale(notice.version)
    const { hqId, companyId, userId, role } = ctx.actor
    const at = ctx.clock.now()
    const asAdmin = role === 'admin'
    const written = await ctx.db
      .insert(noticeAcknowledgements)
      .values({ id: newId(at), noticeId, version, companyId, userId, asAdmin, hqId, at })
      .onConflictDoNothing()
      .returning({ id: noticeAcknowledgements.id })
    if (written.length > 0) {
      await record(ctx, { action: 'notice.acknowledge', entityId: noticeId, facts: { version } })
      noticeChanged(ctx, noticeId, [companyId])
    }
    return noticeFor(ctx, noticeId)
  })
}

const stale = (version: number) =>
  new AppError('version_conflict', 'The notice was changed. Read it again.', {
    facts: { version },
  })

const contentOf = ({ version: _, ...input }: PublishNotice & { version?: number }, from: Date) => ({
  ...input,
  validFrom: input.validFrom ? new Date(input.validFrom) : from,
  validTo: input.validTo ? new Date(input.validTo) : null,
})

async function lockNotice(ctx: TxCtx, id: string, version: number) {
  const [notice] = await ctx.db
    .select()
    .from(notices)
    .where(and(eq(notices.id, id), eq(notices.hqId, ctx.actor.companyId)))
    .for('update')
  if (!notice) throw noSuchNotice()
  if (notice.version !== version) throw stale(notice.version)
  if (notice.withdrawnAt)
    throw new AppError('invalid_transition', 'This notice was withdrawn. Publish another one.', {
      facts: { status: 'withdrawn' },
    })
  return notice
}

/** Checks that the policy and the agencies are the headquarters' own, and that the end is ahead. */
async function checkNotice(ctx: TxCtx, { policyId, agencyIds, validFrom, validTo }: PublishNotice) {
  const errors: FieldError[] = []
  const { hqId } = ctx.actor
  if (policyId) {
    const found = await rowsOf(
      ctx.db,
      sql`select id from policies where id = ${policyId} and hq_id = ${hqId}`,
      { id: text },
    )
    if (found.length === 0)
      errors.push({ path: 'policyId', code: 'not_found', message: 'Not one of your policies.' })
  }
  const own = await rowsOf(
    ctx.db,
    sql`select id from companies where hq_id = ${hqId} and tier = 'agency' and removed_at is null`,
    { id: text },
  )
  const known = new Set(own.map(({ id }) => id))
  agencyIds?.forEach((id, i) => {
    if (!known.has(id))
      errors.push({
        path: `agencyIds.${i}`,
        code: 'not_found',
        message: 'Not one of your agencies.',
      })
  })
  const fromMs = validFrom ? Date.parse(validFrom) : 0
  if (validTo && Date.parse(validTo) <= Math.max(fromMs, ctx.clock.now().getTime()))
    errors.push({
      path: 'validTo',
      code: 'past',
      message: 'Must lie in the future, after validFrom.',
    })
  if (errors.length > 0)
    throw new AppError('invalid_input', 'Some fields need another value; see errors.', { errors })
}

/** The companies that hear of a notice: of a policy that has ended none does, because none can open it. */
async function audienceOf(ctx: TxCtx, id: string): Promise<string[]> {
  const now = ctx.clock.now().toISOString()
  const rows = await rowsOf(
    ctx.db,
    sql`select c.id from notices n, ${addressed} and n.id = ${id}
      and (n.policy_id is null or exists (select 1 from policies p where p.id = n.policy_id
        and p.status = 'active' and (p.valid_to is null or p.valid_to > ${now})))`,
    { id: text },
  )
  return rows.map((row) => row.id)
}

const noticeChanged = (ctx: TxCtx, id: string, companyIds: readonly string[]): void =>
  publishMany(
    ctx,
    [ctx.actor.hqId, ...companyIds].map((companyId) => ({
      companyId,
      type: 'notice.changed',
      id,
    })),
  )

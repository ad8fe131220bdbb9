import { eq, sql } from 'drizzle-orm'
import { insertMany } from '#db/insert-many.ts'
import { rowsOf } from '#db/rows.ts'
import { policyGroupMembers, policyGroups } from '#db/schema/groups.ts'
import { text } from '#db/values.ts'
import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { onceThenRead } from '../idempotency/once.ts'
import { newId } from '../ids.ts'
import type { CreateGroup, Group, GroupMembers, RenameGroup } from './contract.ts'
import { groupDetail, groupFor } from './queries.ts'

/** Creates a group, with companies or empty. Its name is unique among the groups of the company. */
export const createGroup = (ctx: Ctx, { name, companyIds }: CreateGroup): Promise<Group> =>
  onceThenRead(
    ctx,
    async (ctx) => {
      const now = ctx.clock.now()
      const id = newId(now)
      const { companyId, userId } = ctx.actor
      await checkMembers(ctx, companyIds)
      await ctx.db
        .insert(policyGroups)
        .values({ id, hqId: companyId, name, createdAt: now, createdBy: userId, updatedAt: now })
      await addRows(ctx, id, companyIds)
      await groupChanged(ctx, id, { added: companyIds.length })
      return { id }
    },
    groupDetail,
  )

/** Renames a group. What it was used for is unaffected: policies and prices name companies, not groups. */
export const renameGroup = (ctx: Ctx, id: string, input: RenameGroup): Promise<Group> =>
  transact(ctx, async (ctx) => {
    const { version } = await groupFor(ctx, id, true)
    if (version !== input.version)
      throw new AppError(
        'version_conflict',
        'Someone changed the group first. Load it again and repeat your change.',
        { facts: { version } },
      )
    await touch(ctx, id, { name: input.name })
    await groupChanged(ctx, id, {})
    return groupDetail(ctx, id)
  })

/** Adds companies from now on. One that is in the group already stays in it since then. */
export const addMembers = (ctx: Ctx, id: string, { companyIds }: GroupMembers): Promise<Group> =>
  transact(ctx, async (ctx) => {
    await groupFor(ctx, id, true)
    await checkMembers(ctx, companyIds)
    const added = await addRows(ctx, id, companyIds)
    if (added > 0) {
      await touch(ctx, id)
      await groupChanged(ctx, id, { added })
    }
    return groupDetail(ctx, id)
  })

/** Ends memberships now; the rows stay and tell who was in the group until when. */
export const removeMembers = (ctx: Ctx, id: string, { companyIds }: GroupMembers): Promise<Group> =>
  transact(ctx, async (ctx) => {
    await groupFor(ctx, id, true)
    await checkOwn(ctx, companyIds)
    const closed = await ctx.db
      .update(policyGroupMembers)
      .set({ toAt: ctx.clock.now(), removedBy: ctx.actor.userId })
      .where(sql`group_id = ${id} and agency_id in ${companyIds} and to_at is null`)
      .returning({ id: policyGroupMembers.id })
    if (closed.length > 0) {
      await touch(ctx, id)
      await groupChanged(ctx, id, { removed: closed.length })
    }
    return groupDetail(ctx, id)
  })

/** Removes a group from the lists; its name is free again. */
export const removeGroup = (ctx: Ctx, id: string): Promise<void> =>
  transact(ctx, async (ctx) => {
    await groupFor(ctx, id, true)
    await touch(ctx, id, { removedAt: ctx.clock.now() })
    await groupChanged(ctx, id, { status: 'removed' })
  })

const touch = (ctx: TxCtx, id: string, change: { name?: string; removedAt?: Date } = {}) =>
  ctx.db
    .update(policyGroups)
    .set({ ...change, version: sql`${policyGroups.version} + 1`, updatedAt: ctx.clock.now() })
    .where(eq(policyGroups.id, id))

/** Opens memberships for those that have none; returns how many. */
async function addRows(ctx: TxCtx, groupId: string, companyIds: readonly string[]) {
  if (companyIds.length === 0) return 0
  const fromAt = ctx.clock.now()
  const rows = companyIds.map((agencyId) => ({
    ...{ id: newId(fromAt), groupId, agencyId, fromAt },
    addedBy: ctx.actor.userId,
  }))
  const added = await rowsOf(
    ctx.db,
    insertMany(policyGroupMembers, rows, sql`on conflict do nothing returning id`),
    { id: text },
  )
  return added.length
}

async function groupChanged(
  ctx: TxCtx,
  id: string,
  facts: { added?: number; removed?: number; status?: string },
) {
  await record(ctx, { action: 'policy.group', entityId: id, facts })
  ctx.changed({
    namespaces: [],
    event: { type: 'group.changed', id },
    heardBy: [ctx.actor.companyId],
  })
}

/** Checks that all are directly below the own company and not removed. */
const checkMembers = (ctx: TxCtx, ids: readonly string[]) =>
  checkOwn(ctx, ids, sql`and removed_at is null`)

/** Those who leave may be removed by then. */
async function checkOwn(ctx: TxCtx, ids: readonly string[], also = sql``): Promise<void> {
  if (ids.length === 0) return
  const found = await rowsOf(
    ctx.db,
    sql`select id from companies where parent_id = ${ctx.actor.companyId} and id in ${[...ids]} ${also}`,
    { id: text },
  )
  const own = new Set(found.map(({ id }) => id))
  const errors = ids.flatMap((id, i) =>
    own.has(id)
      ? []
      : [
          {
            path: `companyIds.${i}`,
            code: 'not_found',
            message: 'Not directly below your company.',
          },
        ],
  )
  if (errors.length > 0)
    throw new AppError('invalid_input', 'Some companies cannot be used here; see errors.', {
      errors,
    })
}

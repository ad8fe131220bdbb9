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

/** Creates a group, with agencies or empty. Its name is unique among the groups of the HQ. */
export const createGroup = (ctx: Ctx, { name, agencyIds }: CreateGroup): Promise<Group> =>
  onceThenRead(
    ctx,
    async (ctx) => {
      const now = ctx.clock.now()
      const id = newId(now)
      const { hqId, userId } = ctx.actor
      await checkAgencies(ctx, agencyIds)
      await ctx.db
        .insert(policyGroups)
        .values({ id, hqId, name, createdAt: now, createdBy: userId, updatedAt: now })
      await addRows(ctx, id, agencyIds)
      await groupChanged(ctx, id, { added: agencyIds.length })
      return { id }
    },
    groupDetail,
  )

/** Renames a group. Policies are unaffected: they name agencies, not groups. */
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

/** Adds agencies from now on. One that is in the group already stays in it since then. */
export const addMembers = (ctx: Ctx, id: string, { agencyIds }: GroupMembers): Promise<Group> =>
  transact(ctx, async (ctx) => {
    await groupFor(ctx, id, true)
    await checkAgencies(ctx, agencyIds)
    const added = await addRows(ctx, id, agencyIds)
    if (added > 0) {
      await touch(ctx, id)
      await groupChanged(ctx, id, { added })
    }
    return groupDetail(ctx, id)
  })

/** Ends memberships now; the rows stay and tell who was in the group until when. */
export const removeMembers = (ctx: Ctx, id: string, { agencyIds }: GroupMembers): Promise<Group> =>
  transact(ctx, async (ctx) => {
    await groupFor(ctx, id, true)
    await checkOwn(ctx, agencyIds)
    const closed = await ctx.db
      .update(policyGroupMembers)
      .set({ toAt: ctx.clock.now(), removedBy: ctx.actor.userId })
      .where(sql`group_id = ${id} and agency_id in ${agencyIds} and to_at is null`)
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
async function addRows(ctx: TxCtx, groupId: string, agencyIds: readonly string[]) {
  if (agencyIds.length === 0) return 0
  const fromAt = ctx.clock.now()
  const rows = agencyIds.map((agencyId) => ({
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
    heardBy: [ctx.actor.hqId],
  })
}

/** Checks that all are agencies of the own tree that are not removed. */
const checkAgencies = (ctx: TxCtx, ids: readonly string[]) =>
  checkOwn(ctx, ids, sql`and removed_at is null`)

/** Those who leave may be removed by then. */
async function checkOwn(ctx: TxCtx, ids: readonly string[], also = sql``): Promise<void> {
  if (ids.length === 0) return
  const found = await rowsOf(
    ctx.db,
    sql`select id from companies where hq_id = ${ctx.actor.companyId} and tier = 'agency' and id in ${[...ids]} ${also}`,
    { id: text },
  )
  const own = new Set(found.map(({ id }) => id))
  const errors = ids.flatMap((id, i) =>
    own.has(id)
      ? []
      : [{ path: `agencyIds.${i}`, code: 'not_found', message: 'Not one of your agencies.' }],
  )
  if (errors.length > 0)
    throw new AppError('invalid_input', 'Some companies cannot be used here; see errors.', {
      errors,
    })
}

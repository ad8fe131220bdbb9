import { and, eq, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { policies } from '#db/schema/policies.ts'
import { text } from '#db/values.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import type { PublishPolicy, PublishVersion } from './contract.ts'
import type { Sheet } from './meeting.ts'
import type { Overlap } from './overlap-contract.ts'
import { overlapsOf, sheetsOf, type Taking } from './overlaps.ts'

// What a policy takes: of which agencies, when, and at which places of its matrix.

type Policy = Pick<
  typeof policies.$inferSelect,
  'id' | 'version' | 'carrier' | 'joinType' | 'validFrom' | 'validTo' | 'succeeds'
>

/** What a new policy will take. */
export const takingOfPolicy = (input: PublishPolicy, validFrom: Date): Taking => ({
  sheet: input,
  scope: input,
  targets: input.targets,
  ...{ from: validFrom.toISOString(), to: input.validTo },
  without: input.succeeds ? [input.succeeds] : [],
})

/** What a policy takes with another version, which may meet policies that the present one does not. */
export async function takingOfVersion(
  ctx: Ctx,
  policy: Policy,
  input: Omit<PublishVersion, 'version'> | undefined,
): Promise<Taking> {
  const before = (await sheetsOf(ctx, [policy.id])).get(policy.id)
  const { carrier, joinType } = policy
  return {
    ...(await takingNow(ctx, policy)),
    sheet: input && { ...input, carrier, joinType },
    before,
  }
}

/** A policy of the own HQ. */
export async function ownPolicy(ctx: Ctx, id: string): Promise<Policy> {
  const [row] = await ctx.db
    .select()
    .from(policies)
    .where(and(eq(policies.id, id), eq(policies.hqId, ctx.actor.hqId)))
  if (!row) throw new AppError('not_found', 'There is no such policy.')
  return row
}

/** The policies that one overlaps with as it is. */
export async function overlapsNow(ctx: Ctx, policy: Policy): Promise<Overlap[]> {
  const sheet = (await sheetsOf(ctx, [policy.id])).get(policy.id)
  return overlapsOf(ctx, { ...(await takingNow(ctx, policy)), sheet })
}

async function takingNow(ctx: Ctx, policy: Policy): Promise<Taking & { sheet: Sheet | undefined }> {
  const { id, carrier, joinType, validFrom, validTo, succeeds } = policy
  return {
    sheet: undefined,
    scope: { carrier, joinType },
    targets: await idsOf(
      ctx,
      sql`select agency_id as id from policy_targets where policy_id = ${id}`,
    ),
    ...{ from: validFrom.toISOString(), to: validTo?.toISOString() ?? null },
    without: [
      id,
      ...(succeeds ? [succeeds] : []),
      ...(await idsOf(ctx, sql`select id from policies where succeeds = ${id}`)),
    ],
  }
}

const idsOf = async (ctx: Ctx, query: ReturnType<typeof sql>): Promise<string[]> =>
  (await rowsOf(ctx.db, query, { id: text })).map(({ id }) => id)

import { and, eq } from 'drizzle-orm'
import { hqSettings } from '#db/schema/companies.ts'
import { treeAuthNamespace } from '../access/namespaces.ts'
import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import type { EditTreeSettings, TreeSettings } from './contract.ts'
import { companyChanged, requireVersion } from './lock.ts'
import { readTreeSettings } from './queries.ts'

/** Changes the settings of the whole tree, effective from the next request on. */
export function editTreeSettings(ctx: Ctx, input: EditTreeSettings): Promise<TreeSettings> {
  const { hqId } = ctx.actor
  return transact(ctx, async (ctx) => {
    const before = await readTreeSettings(ctx)
    requireVersion(before, input.version)
    const { secondFactor, idleMinutes, approvalOverWon = before.approvalOverWon } = input
    await write(ctx, { ...input, approvalOverWon })
    await record(ctx, {
      action: 'company.settings',
      entityId: hqId,
      before: {
        secondFactor: before.secondFactor,
        idleMinutes: before.idleMinutes,
        approvalOverWon: before.approvalOverWon,
      },
      after: { secondFactor, idleMinutes, approvalOverWon },
    })
    companyChanged(ctx, { id: hqId, hqId, agencyId: null })
    ctx.changed({ namespaces: [treeAuthNamespace(hqId)] })
    return { secondFactor, idleMinutes, approvalOverWon, version: input.version + 1 }
  })
}

/** Version 0 stands for the defaults, which have no row yet. */
async function write(
  ctx: TxCtx,
  { version, ...settings }: Omit<TreeSettings, 'version'> & Pick<EditTreeSettings, 'version'>,
) {
  const { hqId } = ctx.actor
  const values = { ...settings, version: version + 1 }
  const written =
    version === 0
      ? await ctx.db
          .insert(hqSettings)
          .values({ hqId, ...values })
          .onConflictDoNothing()
          .returning({ hqId: hqSettings.hqId })
      : await ctx.db
          .update(hqSettings)
          .set(values)
          .where(and(eq(hqSettings.hqId, hqId), eq(hqSettings.version, version)))
          .returning({ hqId: hqSettings.hqId })
  if (written.length === 0)
    throw new AppError('version_conflict', 'Someone changed the settings first. Load them again.')
}

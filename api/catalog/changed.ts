import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { text } from '#db/values.ts'
import { catalogOf } from '../access/namespaces.ts'
import type { Ctx, TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { publishMany } from '../jobs/publish-many.ts'

/**
 * Serialises the changes of one HQ's catalogue until the commit, so that an import judges its rows by what it
 * then changes. Readers and orders do not wait.
 */
export async function lockCatalog(ctx: TxCtx): Promise<void> {
  await ctx.db.execute(
    sql`select pg_advisory_xact_lock(hashtext('catalog'), hashtext(${ctx.actor.hqId}))`,
  )
}

/** Tells every open page of the tree, and what is remembered, that the catalogue has changed. */
export async function catalogChanged(ctx: TxCtx, id: string): Promise<void> {
  const tree = await rowsOf(
    ctx.db,
    sql`select id from companies where hq_id = ${ctx.actor.hqId} and active order by tier`,
    { id: text },
  )
  ctx.changed({ namespaces: [catalogOf(ctx.actor.hqId)] })
  publishMany(
    ctx,
    tree.map((company) => ({ companyId: company.id, type: 'catalog.changed', id })),
  )
}

/** The instant from which a change holds. Throws for the past, in which orders have been priced. */
export function effectiveAt(ctx: Ctx, wanted: string | null): Date {
  const now = ctx.clock.now()
  if (wanted === null) return now
  const at = new Date(wanted)
  if (at < now)
    throw new AppError('invalid_input', 'A change cannot begin in the past.', {
      errors: [
        {
          path: 'effectiveFrom',
          code: 'past',
          message: 'must not lie in the past: leave it null for now',
        },
      ],
    })
  return at
}

/** The refusal to remove what orders name. */
export const inUse = (name: string) =>
  new AppError('conflict', `Orders name ${name}, so it stays. Stop it instead.`, {
    facts: { why: 'in_use', name },
  })

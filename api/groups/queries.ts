import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { instant, nullable, text } from '#db/values.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { conditionsOf } from '../list.ts'
import { type Page, toPage } from '../shapes.ts'
import type { Group, GroupFilter, GroupItem } from './contract.ts'
import { GROUP, GROUP_COLUMNS, GROUP_FILTERS, itemOf } from './list.ts'

/** Every group of the own company that is not removed. */
const visibleGroups = ({ actor }: Ctx) => sql`g.hq_id = ${actor.companyId} and g.removed_at is null`

/** One page of the groups of the company, newest first. */
export async function listGroups(ctx: Ctx, filter: GroupFilter): Promise<Page<GroupItem>> {
  const wanted = [visibleGroups(ctx), ...conditionsOf(GROUP_FILTERS, filter, undefined)]
  const rows = await rowsOf(
    ctx.replica,
    sql`select ${GROUP_COLUMNS} from policy_groups g where ${sql.join(wanted, sql` and `)}
      order by g.id desc limit ${sql.raw(String(filter.limit + 1))}`,
    GROUP,
  )
  return toPage(rows.map(itemOf), filter.limit)
}

/** A group of the own company; `lock` holds it until the end of the transaction. */
export async function groupFor(ctx: Ctx, id: string, lock = false): Promise<GroupItem> {
  const [row] = await rowsOf(
    ctx.db,
    sql`select ${GROUP_COLUMNS} from policy_groups g where g.id = ${id} and ${visibleGroups(ctx)}
      ${lock ? sql`for update of g` : sql``}`,
    GROUP,
  )
  if (!row) throw new AppError('not_found', 'There is no such group.')
  return itemOf(row)
}

/** A group with everybody who was ever in it. */
export async function groupDetail(ctx: Ctx, id: string): Promise<Group> {
  const group = await groupFor(ctx, id)
  const rows = await rowsOf(
    ctx.db,
    sql`select m.agency_id as "companyId", c.name, m.from_at as "fromAt", m.to_at as "toAt"
      from policy_group_members m join companies c on c.id = m.agency_id
      where m.group_id = ${id} order by m.from_at desc, m.id desc`,
    { companyId: text, name: text, fromAt: instant, toAt: nullable(instant) },
  )
  return {
    ...group,
    memberships: rows.map(({ fromAt, toAt, ...row }) => ({
      ...row,
      fromAt: fromAt.toISOString(),
      toAt: toAt?.toISOString() ?? null,
    })),
  }
}

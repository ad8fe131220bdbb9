import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer } from '#db/values.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { conditionsOf } from '../list.ts'
import { type Page, toPage } from '../shapes.ts'
import type { ServiceType, ServiceTypeFilter } from './contract.ts'
import { SERVICE_TYPE, SERVICE_TYPE_COLUMNS, SERVICE_TYPE_FILTERS } from './list.ts'

const ownTypes = ({ actor }: Ctx) => sql`t.company_id = ${actor.companyId}`

/** One page of the own company's service types, in the order added. */
export async function listServiceTypes(
  ctx: Ctx,
  filter: ServiceTypeFilter,
): Promise<Page<ServiceType>> {
  const wanted = [ownTypes(ctx), ...conditionsOf(SERVICE_TYPE_FILTERS, filter, undefined)]
  const rows = await rowsOf(
    ctx.replica,
    sql`select ${SERVICE_TYPE_COLUMNS} from service_types t where ${sql.join(wanted, sql` and `)}
      order by t.service_type_id limit ${sql.raw(String(filter.limit + 1))}`,
    SERVICE_TYPE,
  )
  return toPage(rows, filter.limit)
}

/** A service type of the own company; `lock` holds it until the end of the transaction. */
export async function serviceTypeFor(ctx: Ctx, id: number, lock = false): Promise<ServiceType> {
  const [row] = await rowsOf(
    ctx.db,
    sql`select ${SERVICE_TYPE_COLUMNS} from service_types t
      where t.service_type_id = ${id} and ${ownTypes(ctx)} ${lock ? sql`for update` : sql``}`,
    SERVICE_TYPE,
  )
  if (!row) throw noSuchServiceType()
  return row
}

/** The ids of the given service types that the own company has. */
export async function ownServiceTypes(ctx: Ctx, ids: readonly number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set()
  const rows = await rowsOf(
    ctx.db,
    sql`select t.service_type_id as id from service_types t
      where t.service_type_id in ${[...ids]} and ${ownTypes(ctx)}`,
    { id: integer },
  )
  return new Set(rows.map(({ id }) => id))
}

/** The id of the own company's service type with this code, which v1 takes in place of the id. */
export async function serviceTypeIdOf(ctx: Ctx, code: string): Promise<number> {
  const [row] = await rowsOf(
    ctx.db,
    sql`select t.service_type_id as id from service_types t where t.code = ${code} and ${ownTypes(ctx)}`,
    { id: integer },
  )
  if (!row) throw noSuchServiceType()
  return row.id
}

export const noSuchServiceType = () => new AppError('not_found', 'There is no such service.')

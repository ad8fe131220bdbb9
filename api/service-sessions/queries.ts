import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { conditionsOf } from '../list.ts'
import { type Page, pageBy } from '../shapes.ts'
import type { ServiceSession, ServiceSessionFilter } from './contract.ts'
import {
  placeOf,
  SESSION,
  SESSION_COLUMNS,
  SESSION_FILTERS,
  SESSION_JOINS,
  sessionOf,
} from './list.ts'

const ownSessions = ({ actor }: Ctx) => sql`s.company_id = ${actor.companyId}`

/** One page of the sessions of the own company's customers, newest day first. */
export async function listSessions(
  ctx: Ctx,
  filter: ServiceSessionFilter,
): Promise<Page<ServiceSession>> {
  const wanted = [ownSessions(ctx), ...conditionsOf(SESSION_FILTERS, filter, undefined)]
  const rows = await rowsOf(
    ctx.replica,
    sql`select ${SESSION_COLUMNS} from service_sessions s ${SESSION_JOINS}
      where ${sql.join(wanted, sql` and `)} order by s.service_date desc, s.session_id desc
      limit ${sql.raw(String(filter.limit + 1))}`,
    SESSION,
  )
  return pageBy(rows.map(sessionOf), filter.limit, placeOf)
}

export type SessionWish = {
  customerId?: number | undefined
  serviceTypeId?: number | undefined
  from?: string | undefined
  to?: string | undefined
  skip: number
  limit: number
}

/** The same by position, as v1 asks for it. */
export async function sessionsByPosition(
  ctx: Ctx,
  { skip, limit, ...filter }: SessionWish,
): Promise<ServiceSession[]> {
  const wanted = [ownSessions(ctx), ...conditionsOf(SESSION_FILTERS, filter, undefined)]
  const rows = await rowsOf(
    ctx.replica,
    sql`select ${SESSION_COLUMNS} from service_sessions s ${SESSION_JOINS}
      where ${sql.join(wanted, sql` and `)} order by s.service_date desc, s.session_id desc
      limit ${limit} offset ${skip}`,
    SESSION,
  )
  return rows.map(sessionOf)
}

/** A session of the own company. */
export async function sessionFor(ctx: Ctx, id: number): Promise<ServiceSession> {
  const [row] = await rowsOf(
    ctx.db,
    sql`select ${SESSION_COLUMNS} from service_sessions s ${SESSION_JOINS}
      where s.session_id = ${id} and ${ownSessions(ctx)}`,
    SESSION,
  )
  if (!row) throw new AppError('not_found', 'There is no such session.')
  return sessionOf(row)
}

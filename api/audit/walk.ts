import { type SQL, sql } from 'drizzle-orm'

/** Which events of one tree to read, as bounds that an index can walk. Ids sort by time. */
export type AuditWanted = {
  hqId: string
  /** Exclusive bounds: ids after `afterId` and before `beforeId`. */
  afterId: string
  beforeId: string
  actions?: readonly string[] | undefined
  userId?: string | undefined
  companyId?: string | undefined
  entityId?: string | undefined
  traceId?: string | undefined
  address?: string | undefined
}

export type Direction = 'asc' | 'desc'

/**
 * At most `max` of the wanted events, in id order. The query forces the index instead of leaving it to
 * statistics: bounds and order name all columns of the index, so the scan starts at the first event, ends at
 * the last, and no other index can serve it.
 */
export function eventsOf(wanted: AuditWanted, direction: Direction, max: number): SQL {
  const walk = walkOf(wanted)
  const limit = sql.raw(`limit ${max}`)
  if (walk) return sql`${stretch(wanted, walk, direction)} ${limit}`
  // One limited index scan per action, so neither a rare kind nor a common one reads more rows than the page
  // shows.
  const { actions = [], hqId } = wanted
  const ofAction = { columns: ['hq_id', 'action'], values: sql`${hqId}::uuid, a.action` }
  return sql`select e.* from unnest(${textArray(actions)}) as a(action)
    cross join lateral (${stretch({ ...wanted, actions: undefined }, ofAction, direction)} ${limit}) e
    order by e.id ${sql.raw(direction)} ${limit}`
}

/** The number of wanted events. */
export const countOf = (wanted: AuditWanted): SQL =>
  sql`select count(*)::int as count from audit_events e
    where e.id > ${wanted.afterId} and e.id < ${wanted.beforeId} and ${equals(wanted)}`

/** The columns before the id in an index, and their values. */
type Walk = { columns: string[]; values: SQL }

/** The most selective index; undefined where that is the index by action. */
function walkOf(wanted: AuditWanted): Walk | undefined {
  const { actions, hqId, userId, companyId, entityId, traceId, address } = wanted
  if (entityId) return { columns: ['entity_id'], values: sql`${entityId}::uuid` }
  if (traceId) return { columns: ['hq_id', 'trace_id'], values: sql`${hqId}::uuid, ${traceId}` }
  if (address) return { columns: ['hq_id', 'address'], values: sql`${hqId}::uuid, ${address}` }
  if (userId) return { columns: ['user_id'], values: sql`${userId}::uuid` }
  // Half of a tree's events belong to its headquarters, so there the action is more selective.
  if (companyId && !(actions && companyId === hqId))
    return { columns: ['company_id'], values: sql`${companyId}::uuid` }
  return actions ? undefined : { columns: ['hq_id'], values: sql`${hqId}::uuid` }
}

/** The row bounds already fix these columns. A separate equality would let Postgres choose another index. */
function stretch(wanted: AuditWanted, { columns, values }: Walk, direction: Direction): SQL {
  const along = [...columns, 'id'].map((column) => `e.${column}`)
  const row = sql.raw(`(${along.join(', ')})`)
  const order = sql.raw(along.map((column) => `${column} ${direction}`).join(', '))
  return sql`select e.* from audit_events e
    where ${row} > (${values}, ${wanted.afterId}::uuid)
      and ${row} < (${values}, ${wanted.beforeId}::uuid)
      and ${equals(wanted, columns)}
    order by ${order}`
}

function equals(wanted: AuditWanted, but: readonly string[] = []): SQL {
  const { hqId, userId, companyId, entityId, traceId, address, actions } = wanted
  const columns = {
    hq_id: hqId,
    user_id: userId,
    company_id: companyId,
    entity_id: entityId,
    trace_id: traceId,
    address,
  }
  const conditions = Object.entries(columns).flatMap(([column, value]) =>
    value && !but.includes(column) ? sql`${sql.raw(`e.${column}`)} = ${value}` : [],
  )
  if (actions) conditions.push(sql`e.action = any(${textArray(actions)})`)
  return conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`
}

const textArray = (texts: readonly string[]): SQL => sql`${sql.param([...texts])}::text[]`

import { type SQL, sql } from 'drizzle-orm'

/** Which events of one tree are meant, as bounds that an index can walk. Ids sort by time. */
export type AuditWanted = {
  hqId: string
  /** Above this id and below the other. */
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
 * The first events that are wanted, in the order of their ids, at most so many. Which index is walked
 * is written down, not left to statistics: bounds and order name all of the index's columns together,
 * so the walk begins at the first event and ends at the last, and no other index can serve it.
 */
export function eventsOf(wanted: AuditWanted, direction: Direction, max: number): SQL {
  const walk = walkOf(wanted)
  const limit = sql.raw(`limit ${max}`)
  if (walk) return sql`${stretch(wanted, walk, direction)} ${limit}`
  // Action by action, each along its own stretch of the index and left at the page's end, so that
  // neither a rare kind nor a common one reads more than it shows.
  const { actions = [], hqId } = wanted
  const ofAction = { columns: ['hq_id', 'action'], values: sql`${hqId}::uuid, a.action` }
  return sql`select e.* from unnest(${textArray(actions)}) as a(action)
    cross join lateral (${stretch({ ...wanted, actions: undefined }, ofAction, direction)} ${limit}) e
    order by e.id ${sql.raw(direction)} ${limit}`
}

/** How many are wanted. */
export const countOf = (wanted: AuditWanted): SQL =>
  sql`select count(*)::int as count from audit_events e
    where e.id > ${wanted.afterId} and e.id < ${wanted.beforeId} and ${equals(wanted)}`

/** The columns before the id in an index, and what they must be. */
type Walk = { columns: string[]; values: SQL }

/** Along what is rarest; undefined where that is the action. */
function walkOf(wanted: AuditWanted): Walk | undefined {
  const { actions, hqId, userId, companyId, entityId, traceId, address } = wanted
  if (entityId) return { columns: ['entity_id'], values: sql`${entityId}::uuid` }
  if (traceId) return { columns: ['hq_id', 'trace_id'], values: sql`${hqId}::uuid, ${traceId}` }
  if (address) return { columns: ['hq_id', 'address'], values: sql`${hqId}::uuid, ${address}` }
  if (userId) return { columns: ['user_id'], values: sql`${userId}::uuid` }
  // Half of a tree's events are its headquarters' own, so that an action is rarer.
  if (companyId && !(actions && companyId === hqId))
    return { columns: ['company_id'], values: sql`${companyId}::uuid` }
  return actions ? undefined : { columns: ['hq_id'], values: sql`${hqId}::uuid` }
}

/** Bounds of equal columns say that they are equal: said once more, Postgres would begin elsewhere. */
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

import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { companies } from '#db/schema/companies.ts'
import { boolean, integer, text } from '#db/values.ts'
import { addDays, seoulDay } from '../calendar.ts'
import { companiesOf } from '../companies/scope.ts'
import type { Ctx } from '../context.ts'
import type { V1UsageList, V1UsageQuery } from './usage-contract.ts'

const DAYS = 30
/** A tree has few programs; more rows than this nobody reads. */
const ITEMS_MAX = 1000

const USED = {
  clientId: text,
  isToken: boolean,
  name: text,
  owner: text,
  companyId: text,
  company: text,
  operation: text,
  calls: integer,
  failures: integer,
  lastOn: text,
}

/** Who of the tree still calls v1, the busiest first. */
export async function v1UsageOf(ctx: Ctx, asked: V1UsageQuery): Promise<V1UsageList> {
  const to = asked.to ?? seoulDay(ctx.clock.now())
  const from = asked.from ?? addDays(to, 1 - DAYS)
  const rows = await rowsOf(
    ctx.replica,
    sql`select u.client_id as "clientId", t.id is not null as "isToken", coalesce(t.name, p.name) as name,
        p.name as owner, companies.id as "companyId", companies.name as company, u.operation,
        sum(u.calls)::bigint as calls, sum(u.failures)::bigint as failures, max(u.day)::text as "lastOn"
      from v1_usage u join ${companies} on companies.id = u.company_id
        left join api_tokens t on t.id = u.client_id
        join users p on p.id = coalesce(t.user_id, u.client_id)
      where ${companiesOf(ctx.actor)} and u.day between ${from} and ${to}
      group by u.client_id, t.id, p.id, companies.id, u.operation
      order by calls desc, u.client_id, u.operation limit ${ITEMS_MAX}`,
    USED,
  )
  return {
    from,
    to,
    items: rows.map(({ clientId, isToken, name, owner, companyId, company, ...counts }) => ({
      client: { id: clientId, kind: isToken ? 'token' : 'person', name, owner },
      company: { id: companyId, name: company },
      ...counts,
    })),
  }
}

import { type SQL, sql } from 'drizzle-orm'
import { orders } from '#db/schema/orders.ts'
import { addDays, startOfDay } from '../calendar.ts'
import { firstIdAt } from '../ids.ts'
import type { OrderSearch } from './order-search.ts'

const at = sql.placeholder
const plain = sql`replace(o.number, '-', '')`

/** Ways to find ids within the headquarters' tree: by an index or within a day. */
const WAYS = {
  tail: sql`select o.id from orders o where o.hq_id = ${at('hq')}
    and right(${plain}, 4) = ${at('tailEnd')} and right(${plain}, length(${at('tail')})) = ${at('tail')}`,
  phone: sql`select o.id from orders o where o.hq_id = ${at('hq')} and right(o.customer_phone, 4) = ${at('phone')}`,
  day: sql`select o.id from orders o where o.hq_id = ${at('hq')} and o.id >= ${at('headFrom')} and o.id < ${at('headTo')}
    and starts_with(substr(o.number, 4), ${at('head')})`,
}

/**
 * The condition of a search, and its part of the statement's name. The ids are collected first: Postgres
 * cannot estimate how rare a number is, and would walk the whole list. A beginning with its carrier may
 * match many orders, so the list is walked within the days of that beginning.
 */
export function soughtBy({ head, tail, phone }: OrderSearch): { name: string; where: () => SQL } {
  if (head?.hasCarrier)
    return {
      name: 'head',
      where: () =>
        sql`(${orders.id} >= ${at('headFrom')} and ${orders.id} < ${at('headTo')} and starts_with(${orders.number}, ${at('head')}))`,
    }
  const used = (
    [
      ['tail', tail],
      ['phone', phone],
      ['day', head],
    ] as const
  ).flatMap(([way, value]) => (value === undefined ? [] : [way]))
  return {
    name: used.join('+'),
    where: () => {
      const ids = sql.join(
        used.map((way) => WAYS[way]),
        sql` union all `,
      )
      return sql`${orders.id} = any(array(${ids}))`
    },
  }
}

/** The values of the placeholders above. */
export const soughtValues = ({ head, tail, phone }: OrderSearch) => ({
  head: head?.text,
  headFrom: head && firstIdAt(startOfDay(head.from)),
  headTo: head && firstIdAt(startOfDay(addDays(head.to, 1))),
  tail,
  tailEnd: tail?.slice(-4),
  phone,
})

import { type SQL, sql } from 'drizzle-orm'
import { addDays, seoulDay, startOfDay } from '../calendar.ts'

// The terms of a plan or device are its fee or prices and its validity. They change on a date: the row in force
// at an instant is the latest change that begins by then, else the entry itself. Every reader resolves them
// for its own instant, so a change takes effect without a job.

/** The instant as of which a day is read: now for today, the last one of any other day. */
export function asOf(day: string | undefined, now: Date): Date {
  if (day === undefined || day === seoulDay(now)) return now
  return new Date(startOfDay(addDays(day, 1)).getTime() - 1)
}

/** An instant and its Seoul day, as values of a statement. */
type Moment = { at: SQL; day: SQL }
const momentOf = (at: Date): Moment => ({
  at: sql`${at.toISOString()}::timestamptz`,
  day: sql`${seoulDay(at)}::date`,
})
/** The same for a prepared statement, whose caller gives them by these names. */
const ASKED_MOMENT: Moment = {
  at: sql`${sql.placeholder('at')}::timestamptz`,
  day: sql`${sql.placeholder('day')}::date`,
}
export const askedMoment = (at: Date) => ({ at: at.toISOString(), day: seoulDay(at) })

const inForce = (table: 'plan' | 'device', { at }: Moment): SQL => sql`
  left join lateral (
    select * from ${sql.raw(`${table}_changes`)} c
    where c.${sql.raw(`${table}_id`)} = p.id and c.effective_from <= ${at}
    order by c.effective_from desc, c.id desc limit 1
  ) c on true`

/** Of the change in force if there is one, else of the entry. A null of a change is a value of its own. */
const term = (column: string): SQL =>
  sql.raw(`case when c.id is null then p.${column} else c.${column} end as ${column}`)

const stateOf = ({ day }: Moment, others: SQL): SQL => sql`
  case when not p.active then 'stopped' ${others}
    when (case when c.id is null then p.valid_from else c.valid_from end) > ${day} then 'scheduled'
    when (case when c.id is null then p.valid_until else c.valid_until end) < ${day} then 'ended'
    else 'sold' end`

/**
 * The plans of every tree with their terms and state at an instant, for a FROM clause. The SIM kinds that
 * the HQ does not offer come with each plan, because a quote needs both and asks once.
 */
export const plansAt = (at: Date): SQL => plansIn(momentOf(at))
/** For a prepared statement that is given `askedMoment`. */
export const plansAsked = (): SQL => plansIn(ASKED_MOMENT)
const plansIn = (moment: Moment): SQL => sql`(
  select p.id, p.hq_id, p.carrier, p.name, p.category, p.description, p.active, p.version,
    ${term('monthly_fee_won')}, ${term('valid_from')}, ${term('valid_until')},
    ${stateOf(moment, sql`when s.carriers_off @> to_jsonb(p.carrier::text) then 'not_carried'`)} as state,
    coalesce(s.sims, '[]') as sims
  from plans p ${inForce('plan', moment)}
  left join catalog_settings s on s.hq_id = p.hq_id
  where p.removed_at is null)`

/** The device models of every tree with their terms and state at an instant, for a FROM clause. */
export const devicesAt = (at: Date): SQL => devicesIn(momentOf(at))
/** For a prepared statement that is given `askedMoment`. */
export const devicesAsked = (): SQL => devicesIn(ASKED_MOMENT)
const devicesIn = (moment: Moment): SQL => sql`(
  select p.id, p.hq_id, p.manufacturer, p.name, p.name_key, p.model_code, p.colors, p.color_codes,
    p.active, p.version, ${term('storages')}, ${term('valid_from')}, ${term('valid_until')},
    ${stateOf(moment, sql``)} as state
  from device_models p ${inForce('device', moment)}
  where p.removed_at is null)`

/** The next change after an instant, for the list: null where nothing is planned. */
export const nextOf = (table: 'plan' | 'device', at: Date): SQL => {
  const what = table === 'plan' ? 'monthly_fee_won' : 'storages'
  return sql`(
    select jsonb_build_object('effectiveFrom', to_char(n.effective_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      ${sql.raw(table === 'plan' ? "'monthlyFeeWon'" : "'storages'")}, n.${sql.raw(what)},
      'validFrom', n.valid_from, 'validUntil', n.valid_until)
    from ${sql.raw(`${table}_changes`)} n
    where n.${sql.raw(`${table}_id`)} = p.id and n.effective_from > ${at.toISOString()}::timestamptz
    order by n.effective_from, n.id desc limit 1)`
}

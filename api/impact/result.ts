import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { text } from '#db/values.ts'
import { CARRIERS, JOIN_TYPES, SUPPORT_TYPES } from '#db/words.ts'
import type { Ctx } from '../context.ts'
import type { ImpactResult } from './contract.ts'
import { type Sums, sumOf, type Tally } from './tally.ts'

/** Combinations that an answer lists; people settle the frequent ones first. */
const LISTED_MAX = 300

/** The finished sums with the names of today, in the order in which a table shows them. */
export async function resultOf(ctx: Ctx, tally: Tally): Promise<ImpactResult> {
  const shops = Object.entries(tally.shops).map(([name, sums]) => {
    const [agencyId = '', id = ''] = name.split(' ')
    return { agencyId, id, sums }
  })
  const unmatched = Object.values(tally.unmatched).toSorted(
    (a, b) => b.orders - a.orders || (a.sample < b.sample ? -1 : 1),
  )
  const listed = unmatched.slice(0, LISTED_MAX)
  const companies = await namesOf(ctx, 'companies', [
    ...shops.flatMap(({ id, agencyId }) => [id, agencyId]),
  ])
  const devices = await namesOf(ctx, 'device_models', [
    ...Object.keys(tally.devices).filter((id) => id !== ''),
    ...listed.flatMap(({ place }) => place.deviceId ?? []),
  ])
  const nameOf = (id: string) => companies.get(id) ?? ''
  return {
    totals: {
      ...sumOf(Object.values(tally.carriers)),
      ...{ risen: tally.risen, fallen: tally.fallen, closedWon: tally.closedWon },
      unmatchedWon: unmatched.reduce((sum, { beforeWon }) => sum + beforeWon, 0),
    },
    agencies: [...Map.groupBy(shops, ({ agencyId }) => agencyId)]
      .map(([id, own]) => ({
        ...{ id, name: nameOf(id), ...sumOf(own.map(({ sums }) => sums)) },
        shops: own
          .map((shop) => ({ id: shop.id, name: nameOf(shop.id), ...shop.sums }))
          .toSorted(byDifference),
      }))
      .toSorted(byDifference),
    carriers: CARRIERS.flatMap((carrier) => rowOf({ carrier }, tally.carriers[carrier])),
    devices: Object.entries(tally.devices)
      .map(([id, sums]) => ({
        ...{ deviceId: id || null, name: devices.get(id) ?? null },
        ...sums,
      }))
      .toSorted(byDifference),
    bands: Object.entries(tally.bands)
      .map(([band, sums]) => ({ bandWon: band === '' ? null : Number(band), ...sums }))
      .toSorted((a, b) => (a.bandWon ?? 0) - (b.bandWon ?? 0)),
    kinds: JOIN_TYPES.flatMap((joinType) =>
      SUPPORT_TYPES.flatMap((supportType) =>
        rowOf({ joinType, supportType }, tally.kinds[`${joinType} ${supportType}`]),
      ),
    ).toSorted(byDifference),
    unmatched: listed.map(({ place, ...row }) => ({
      ...row,
      place,
      deviceName: (place.deviceId && devices.get(place.deviceId)) ?? null,
    })),
    unmatchedCombinations: unmatched.length,
  }
}

const rowOf = <Name extends object>(name: Name, sums: Sums | undefined) =>
  sums ? [{ ...name, ...sums }] : []

/** The largest rise first. */
const byDifference = (a: Sums, b: Sums) =>
  b.afterWon - b.beforeWon - (a.afterWon - a.beforeWon) || b.orders - a.orders

async function namesOf(ctx: Ctx, table: 'companies' | 'device_models', ids: string[]) {
  const name = table === 'companies' ? sql`name` : sql`manufacturer || ' ' || name`
  const rows = await rowsOf(
    ctx.db,
    sql`select id, ${name} as name from ${sql.identifier(table)}
      where id in (select w.id::uuid from json_array_elements_text(${JSON.stringify([...new Set(ids)])}::json) w(id))`,
    { id: text, name: text },
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}

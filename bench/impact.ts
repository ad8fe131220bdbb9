import { loadavg } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { systemActor } from '#api/access/actor.ts'
import { addDays, seoulDay } from '#api/calendar.ts'
import type { Ctx } from '#api/context.ts'
import type { Replayed } from '#api/drafts/replayed.ts'
import { pastOrders } from '#api/impact/past-orders.ts'
import { STEP_DAYS } from '#api/impact/replay.ts'
import { resultOf } from '#api/impact/result.ts'
import { emptyTally, replayInto } from '#api/impact/tally.ts'
import { parseConfig } from '#api/platform/config.ts'
import { withKeys } from '#api/platform/demo-keys.ts'
import { nodePlatform } from '#api/platform/node.ts'
import { NO_LIMITS } from '#api/policies/margin.ts'
import { indexGross } from '#api/policies/rebate.ts'
import { rowsOf } from '#db/rows.ts'
import { text } from '#db/values.ts'
import { HQ_ID, ORDERS, volumeDatabase } from './volume.ts'

// `node bench/impact.ts` prints how long a replay of past orders takes on the volume database: its statements,
// the pricing, and the names of the result, without the storing of sums between its steps.
const RUNS = 5
const DATA = process.env.MARU_DATA ?? join(import.meta.dirname, '..', '.maru', 'bench')

const database = await volumeDatabase(DATA)
const keys = Buffer.alloc(32, 7).toString('base64url')
const env = { ...process.env, DATABASE_URL: database.databaseUrl, MARU_DATA: DATA }
const config = await withKeys(
  parseConfig({ ...env, TOKEN_KEYS: `bench:${keys}`, VAULT_KEYS: `bench:${keys}` }),
)
const platform = nodePlatform(config, { databaseUrl: database.databaseUrl })
const ctx: Ctx = { ...platform, actor: systemActor(HQ_ID), requestId: 'bench' }

const agencies = await rowsOf(
  ctx.db,
  sql`select id from companies where hq_id = ${HQ_ID} and tier = 'agency'`,
  { id: text },
)
const bandsWon = [33_000, 55_000, 77_000, 99_000, 132_000]
const replayed: Replayed = {
  ...{ policyId: null, targets: agencies.map(({ id }) => id), exclusions: [] },
  ...{ carrier: 'all', joinType: 'all', rounding: 'up', bandsWon, months: [0, 12, 24] },
  ...{ bandLabels: [], planGroups: [], deviceGroups: [], closed: [], additions: [] },
  ...{ agencyOverrides: [], lowestWon: 0, flatWon: null, simAdjustmentWon: 7_700 },
  cells: bandsWon.slice(0, 4).flatMap((bandWon) => [
    { carrier: 'all' as const, bandWon, amountWon: bandWon / 10 },
    { carrier: 'all' as const, bandWon, joinType: 'mnp' as const, amountWon: bandWon / 5 },
  ]),
}

async function replay(days: number) {
  const today = seoulDay(ctx.clock.now())
  const tally = emptyTally()
  const add = replayInto(tally)
  const gross = indexGross({ ...replayed, ...NO_LIMITS })
  let [statementsMs, groups] = [0, 0]
  for (let done = 0; done < days; done += STEP_DAYS) {
    const from = addDays(today, done - days)
    const to = addDays(from, Math.min(STEP_DAYS, days - done) - 1)
    const startedAt = performance.now()
    const found = await pastOrders(ctx, HQ_ID, replayed, { from, to })
    statementsMs += performance.now() - startedAt
    groups += found.length
    add(gross, found)
  }
  const { totals } = await resultOf(ctx, tally)
  return { statementsMs, groups, orders: totals.orders }
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
console.log(
  `\n${ORDERS.toLocaleString('en')} orders, medians of ${RUNS}; load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}\n`,
)
console.log('| days | orders | groups | statements ms | all ms |')
console.log('|---|---|---|---|---|')
for (const days of [7, 30]) {
  const all: number[] = []
  const statements: number[] = []
  let last = await replay(days)
  for (let run = 0; run < RUNS; run++) {
    const startedAt = performance.now()
    last = await replay(days)
    all.push(performance.now() - startedAt)
    statements.push(last.statementsMs)
  }
  console.log(
    `| ${days} | ${last.orders} | ${last.groups} | ${Math.round(median(statements))} | ${Math.round(median(all))} |`,
  )
}
await platform.drain()
await database.stop()

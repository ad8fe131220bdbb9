import { loadavg } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { parseConfig } from '#api/platform/config.ts'
import { withKeys } from '#api/platform/demo-keys.ts'
import { nodePlatform } from '#api/platform/node.ts'
import { rowsOf } from '#db/rows.ts'
import { integer, text } from '#db/values.ts'
import { CELL_CARRIERS, CUSTOMER_SEGMENTS, JOIN_TYPES, SUPPORT_TYPES } from '#db/words.ts'
import { people } from './people.ts'
import { startServer } from './serving.ts'
import { HQ_ID, volumeDatabase } from './volume.ts'
import { postLua, wrk } from './wrk.ts'

// `node bench/prices.ts` prints, in one run: quotes under a matrix of 100 cells and one of 20,000 beside a bare
// server that answers the same bytes, and how long publishing to every company of the volume database takes.
const DATA = process.env.MARU_DATA ?? join(import.meta.dirname, '..', '.maru', 'bench')
const PORT = Number(process.env.PORT ?? 8799)
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5)
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4)
const PUBLICATIONS = 7

const database = await volumeDatabase(DATA)
const keys = Buffer.alloc(32, 7).toString('base64url')
const env = {
  ...process.env,
  ...{ DATABASE_URL: database.databaseUrl, MARU_DATA: DATA, PORT: String(PORT) },
  ...{ TOKEN_KEYS: `bench:${keys}`, VAULT_KEYS: `bench:${keys}` },
  // A few people stand for many, so the limit per person is lifted.
  REQUESTS_PER_MINUTE: '1000000000',
}
const platform = nodePlatform(await withKeys(parseConfig(env)), {
  databaseUrl: database.databaseUrl,
})
const cast = await people(database.databaseUrl, platform)
const hq = cast.hq[0] ?? ''
const agencies = (
  await rowsOf(
    platform.db,
    sql`select id from companies where hq_id = ${HQ_ID} and tier = 'agency' and active order by id`,
    { id: text },
  )
).map(({ id }) => id)
const server = await startServer(env)

async function call<T>(token: string, method: string, path: string, body: object): Promise<T> {
  const answer = await fetch(`http://127.0.0.1:${PORT}/api/v2/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify(body),
  })
  const said = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${said.slice(0, 500)}`)
  // The routes answer JSON of this type; a wrong one fails the bench.
  return JSON.parse(said) as T
}

/** Every combination of the axes, the first `count` of them; each has another amount. */
function cellsOf(count: number) {
  const all = BANDS.flatMap((bandWon) =>
    CELL_CARRIERS.flatMap((carrier) =>
      MONTHS.flatMap((months) =>
        JOIN_TYPES.flatMap((joinType) =>
          SUPPORT_TYPES.flatMap((supportType) =>
            [undefined, ...CUSTOMER_SEGMENTS].map((segment) => ({
              ...{ carrier, bandWon, months, joinType, supportType },
              ...(segment && { segment }),
            })),
          ),
        ),
      ),
    ),
  )
  return all.slice(0, count).map((axes, nth) => ({ ...axes, amountWon: 100_000 + nth }))
}
const BANDS = Array.from({ length: 40 }, (_, nth) => 99_000 - nth * 2_000)
const MONTHS = [0, 12, 24, 36, 48] as const

const policyOf = (cells: object[]) => ({
  title: `단가 ${crypto.randomUUID()}`,
  ...{ carrier: 'all', joinType: 'all', bandsWon: BANDS.toReversed(), months: MONTHS, cells },
  form: [{ key: 'birth_date', required: true }],
  targets: agencies,
})
const publish = (count: number) =>
  call<{ id: string }>(hq, 'POST', 'policies', policyOf(cellsOf(count)))

/** A published policy that the first agency passes on, as the body of a quote. */
async function quoteUnder(count: number): Promise<string> {
  const { id } = await publish(count)
  await call(cast.agencies[0] ?? '', 'POST', `policies/${id}/passing-on`, { basedOn: 0 })
  const order: { planId: string } = JSON.parse(cast.order)
  const ask = { policyId: id, planId: order.planId, joinType: 'new', supportType: 'none' }
  return JSON.stringify({ ...ask, contractMonths: 0, simType: 'prepaid' })
}

const [small, large] = [await quoteUnder(100), await quoteUnder(20_000)]
const shop = cast.shopsOfFirst[0] ?? ''
const quote = await call<object>(shop, 'POST', 'quotes', JSON.parse(small))
await call(shop, 'POST', 'quotes', JSON.parse(large))
const BARE_PORT = PORT + 1
const bare = await startServer(
  { ...process.env, PORT: String(BARE_PORT), BARE_BODY: JSON.stringify(quote) },
  'bare.ts',
)

const shops = cast.shopsOfFirst
const works = [
  { name: 'bare node:http', port: BARE_PORT, lua: postLua('/', small, shops) },
  { name: 'quote, 100 cells', port: PORT, lua: postLua('/api/v2/quotes', small, shops) },
  {
    ...{ name: 'quote, 100 cells, never asked before', port: PORT },
    lua: postLua('/api/v2/quotes', small, shops, { isNew: true }),
  },
  { name: 'quote, 20,000 cells', port: PORT, lua: postLua('/api/v2/quotes', large, shops) },
]
const rates = new Map<string, number[]>()
for (let round = 0; round <= ROUNDS; round++)
  for (const { name, port, lua } of works) {
    const seconds = round === 0 ? 1 : SECONDS
    const { perSecond, refused, errors } = await wrk({
      ...{ url: `http://127.0.0.1:${port}`, connections: 64, seconds, lua },
    })
    if (refused + errors > 0) throw new Error(`${name}: ${refused} refused, ${errors} broken`)
    // The first round warms up.
    if (round > 0) rates.set(name, [...(rates.get(name) ?? []), perSecond])
  }
const limit = median(rates.get('bare node:http') ?? [])
console.log(`\n${ROUNDS} rounds of ${SECONDS} s, interleaved; load ${loadavg()[0]?.toFixed(1)}\n`)
console.log('| work | per second, median (least–most) | of the bare server | bar |')
console.log('|---|---|---|---|')
for (const [name, all] of rates) {
  const spread = `${whole(Math.min(...all))}–${whole(Math.max(...all))}`
  const share = (median(all) / limit).toFixed(2)
  console.log(`| ${name} | ${whole(median(all))} (${spread}) | ${share} | 0.25 |`)
}

/** Milliseconds from the request to its answer. */
const published: number[] = []
let told = 0
for (let nth = 0; nth < PUBLICATIONS; nth++) {
  const policy = policyOf(cellsOf(100))
  const began = performance.now()
  const { id } = await call<{ id: string }>(hq, 'POST', 'policies', policy)
  published.push(performance.now() - began)
  const [row] = await rowsOf(
    platform.db,
    sql`select count(*)::int as told from notifications where subject_id = ${id}`,
    { told: integer },
  )
  told = row?.told ?? 0
}
console.log(
  `\nPublishing to ${agencies.length} agencies and their shops, ${told} told in the same transaction: median ${Math.round(median(published))} ms, most ${Math.round(Math.max(...published))} ms; bar 1,000 ms`,
)
for (const child of [bare, server]) {
  child.kill('SIGTERM')
  await new Promise((resolve) => child.once('exit', resolve))
}
await platform.drain()
await database.stop()

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}
function whole(value: number): string {
  return Math.round(value).toLocaleString('en')
}

import { sql } from 'drizzle-orm'
import ExcelJS from 'exceljs'
import { rowsOf } from '#db/rows.ts'
import { text } from '#db/values.ts'
import { runJob } from '#jobs/run.ts'
import { enqueueDue } from '#jobs/schedule.ts'
import { nextIccid, nextImei, nextLine } from '#tests/numbers.ts'
import { C2_POLICY, c2Order, openWorld, type World } from '#tests/world.ts'
import { accessTokenFor } from '../auth/access-token.ts'
import { seoulDay } from '../calendar.ts'
import type { JobName } from '../jobs/catalog.ts'
import type { Platform } from '../platform/platform.ts'

const NOVEMBER = { start: '2026-11-01', end: '2026-11-30' }
const FORM = [
  ...C2_POLICY.form,
  ...['customer_address', 'imei2', 'sim_model', 'sim_serial'].map((key) => ({
    key,
    required: false,
  })),
]
/** Form answers of the shop for the order of C.2, but for the numbers that no other order has. */
const ANSWERS = {
  birth_date: '1990-04-05',
  customer_address: '서울특별시 강남구 테헤란로 1',
  device_model: 'SM-S931N',
  previous_carrier: 'kt',
  sim_model: 'NFC',
}

/** The numbers of the first order. */
const FIRST = {
  imei: '356938035643809',
  simSerial: '8982050012345678903',
  line: '01012341234',
}

export type Settled = Awaited<ReturnType<typeof openSettled>>
type Client = ReturnType<World['client']>

/** A world in which shop R1 settles orders of C.2: it gets 307,700, and HQ pays 407,700. */
export async function openSettled(options: { connections?: number } = {}) {
  const world = await openWorld(options)
  const { platform } = world
  const tree = await world.mintTree()
  const { hq, a, b, r1, r2, rb, skt99 } = tree
  const policyId = await tree.publish({ form: FORM })
  await a.admin.put(`policies/${policyId}/agency-rates`, {
    basedOn: 1,
    cells: [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 300_000 }],
  })
  const give = (from: Client, what: string, amountWon: number, ids: string[]) =>
    from.post(`rebates/${what}`, {
      period: NOVEMBER,
      items: ids.map((companyId) => ({ companyId, amountWon })),
    })
  await give(hq.admin, 'allocations', 50_000_000, [a.id, b.id])
  await give(a.admin, 'distributions', 20_000_000, [r1.id, r2.id])
  await give(b.admin, 'distributions', 20_000_000, [rb.id])

  // The first order has the numbers that the tests know.
  const lines = [FIRST.line]
  let isFirst = true
  const numbers = () => {
    const { imei, simSerial } = isFirst ? FIRST : { imei: nextImei(), simSerial: nextIccid() }
    isFirst = false
    return { imei, simSerial }
  }
  const place = async (shop: Client = r1.staff, change: object = {}) => {
    const { imei, simSerial } = numbers()
    const form = { ...ANSWERS, imei, sim_serial: simSerial }
    const order = { supportType: 'selective', form, ...change }
    const placed = await shop.post('orders', c2Order(policyId, skt99, order))
    if (placed.status !== 201) throw new Error(placed.text)
    return placed.body.id as string
  }
  const complete = async (id: string, activatedOn = seoulDay(platform.clock.now())) => {
    await hq.admin.post(`orders/${id}/approval`, { version: 1 })
    await hq.staff.post(`orders/${id}/shipment`, { version: 2, noShipment: true })
    const done = await hq.staff.post(`orders/${id}/completion`, {
      version: 3,
      activatedOn,
      activatedNumber: lines.pop() ?? nextLine(),
    })
    if (done.status !== 200) throw new Error(done.text)
    return id
  }
  const settle = async (shop?: Client, change?: object) => complete(await place(shop, change))

  /** Inserts copies of a settled order with its lines, to save placing each one. */
  const multiply = (orderId: string, copies: number) =>
    platform.db.execute(sql`
      with source as (select * from orders where id = ${orderId}),
      made as (
        select gen_random_uuid() as id, n from generate_series(1, ${copies}::int) n),
      copied as (
        insert into orders
        select r.* from source s, made m, lateral jsonb_populate_record(null::orders,
          to_jsonb(s) || jsonb_build_object('id', m.id, 'number', s.number || '-' || m.n)) r
        returning id)
      insert into settlement_lines
      select r.* from copied c, settlement_lines l, lateral jsonb_populate_record(
        null::settlement_lines, to_jsonb(l) || jsonb_build_object('id', gen_random_uuid(), 'order_id', c.id)) r
      where l.order_id = ${orderId}`)

  /** Each request gets its own second, so that their order is defined. */
  const ask = async (who: Client, filters: object = { month: '2026-11' }) => {
    platform.clock.advance(1)
    const asked = await who.post('exports', { type: 'settlements_detailed', filters })
    if (asked.status !== 202) throw new Error(asked.text)
    await platform.settled()
    return asked.body.id as string
  }
  const jobOf = async (exportId: string) => {
    const [job] = await rowsOf(
      platform.db,
      sql`select id from jobs where payload ->> 'exportId' = ${exportId} and done_at is null and failed_at is null`,
      { id: text },
    )
    if (!job) throw new Error(`export ${exportId} has no open job`)
    return job.id
  }
  const build = async (exportId: string, on: Platform = platform) => {
    const outcome = await runJob(on, await jobOf(exportId))
    await platform.settled()
    return outcome
  }

  /** Enqueues the scheduled jobs that are due and runs the one with this name. */
  const sweep = async (name: JobName, on: Platform = platform) => {
    await enqueueDue(on)
    const [job] = await rowsOf(
      platform.db,
      sql`select id from jobs where name = ${name} and done_at is null order by id desc limit 1`,
      { id: text },
    )
    return runJob(on, job?.id ?? '')
  }

  const fetchFile = async (who: Client, exportId: string) =>
    world.call(`exports/${exportId}/file`, {
      headers: { authorization: `Bearer ${await accessTokenFor(platform, who.actor, 900)}` },
    })
  const download = async (who: Client, exportId: string) => {
    const response = await fetchFile(who, exportId)
    if (response.status !== 200) throw new Error(await response.text())
    return response.arrayBuffer()
  }
  /** The only sheet of the file, read by an independent reader. */
  const readSheet = async (who: Client, exportId: string) => {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(await download(who, exportId))
    const [sheet] = book.worksheets
    if (!sheet) throw new Error('the workbook has no sheet')
    return table(sheet)
  }
  const news = async (who: Client, exportId: string): Promise<{ type: string }[]> => {
    const { body } = await who.get('notifications?limit=100')
    return body.items.filter((item: { subjectId: string }) => item.subjectId === exportId)
  }
  const state = async (who: Client, exportId: string) => (await who.get(`exports/${exportId}`)).body

  return {
    ...world,
    tree,
    place,
    complete,
    settle,
    multiply,
    ask,
    jobOf,
    build,
    sweep,
    fetchFile,
    download,
    readSheet,
    state,
    news,
  }
}

/** Rows as objects keyed by header; the last row is the total. */
function table(sheet: ExcelJS.Worksheet) {
  const cells = (n: number) => {
    const { values } = sheet.getRow(n)
    return Array.isArray(values) ? values.slice(1) : []
  }
  const headers = cells(1).map(String)
  const rows = Array.from({ length: sheet.rowCount - 1 }, (_, index) => {
    const values = cells(index + 2)
    return Object.fromEntries(headers.map((header, at) => [header, values[at] ?? null]))
  })
  return { headers, rows: rows.slice(0, -1), total: rows.at(-1) ?? {} }
}

/** A platform with another `put` of its file store. */
export const withPut = (platform: Platform, put: Platform['files']['put']): Platform => ({
  ...platform,
  files: { ...platform.files, put },
})

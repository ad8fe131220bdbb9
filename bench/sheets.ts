import { execFileSync } from 'node:child_process'
import { loadavg } from 'node:os'
import { nodeSheets } from '#api/platform/sheets-node.ts'
import { proposePrices } from '#api/sheets/price-matrix.ts'
import { isRefusal, readSheets } from '#api/sheets/read-sheets.ts'
import { DEVICE_LIST } from '#api/sheets/record-fields.ts'
import { readRecords } from '#api/sheets/records.ts'
import type { SheetFile } from '#api/sheets/sheet.ts'
import { xlsxStream } from '#api/xlsx/xlsx-stream.ts'
import { SETTLEMENT_SHEET, settlementRows } from './excel-rows.ts'

// `node bench/sheets.ts` prints the table: import of a 5,000-row sheet. With a way it makes one measured run.
const RUNS = 5
const ROWS = 5_000
const WAYS = ['here', 'thread', 'meaning'] as const
type Way = (typeof WAYS)[number]
type Measured = { ms: number; cpuMs: number; rssMb: number; cells: number }

const [asked] = process.argv.slice(2)
const way = WAYS.find((one) => one === asked)
if (way) console.log(JSON.stringify(await measured(way)))
else printTable()

/** One reading of a workbook that is in memory; of the meaning, the time after its cells are there. */
async function measured(way: Way): Promise<Measured> {
  const bytes = await workbook()
  const threads = nodeSheets()
  const early = way === 'meaning' ? await readSheets(bytes) : undefined
  const before = process.cpuUsage()
  const start = performance.now()
  const read = early ?? (way === 'thread' ? await threads.read(bytes) : await readSheets(bytes))
  if (isRefusal(read)) throw new Error(read.message)
  if (way === 'meaning') meaningOf(read)
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  await threads.close()
  return {
    ms,
    cpuMs: (user + system) / 1_000,
    rssMb: process.resourceUsage().maxRSS / 1024,
    cells: cellsOf(read),
  }
}

async function workbook(): Promise<Uint8Array> {
  const stream = xlsxStream(SETTLEMENT_SHEET, settlementRows(ROWS))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** Both readings of every sheet: a file is not known to be one or the other. */
function meaningOf({ sheets }: SheetFile) {
  for (const sheet of sheets) {
    proposePrices(sheet)
    readRecords(sheet, DEVICE_LIST)
  }
}

function cellsOf({ sheets }: SheetFile): number {
  return sheets.flatMap(({ rows }) => rows).reduce((sum, { cells }) => sum + cells.length, 0)
}

function printTable() {
  console.log(`Import of a sheet of ${ROWS} rows, median of ${RUNS} runs in fresh processes`)
  const runs = new Map<Way, Measured[]>(WAYS.map((way) => [way, []]))
  // The ways take turns, so that other load on the machine affects them equally.
  for (let run = 0; run < RUNS; run++) for (const [way, taken] of runs) taken.push(inChild(way))
  for (const [way, taken] of runs) console.log(line(way, taken))
  console.log(`load average ${loadavg()[0]?.toFixed(2)}`)
}

function inChild(way: Way): Measured {
  const args = [...process.execArgv, import.meta.filename, way]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

function line(way: Way, taken: Measured[]): string {
  const sorted = (of: (run: Measured) => number) => taken.map(of).toSorted((a, b) => a - b)
  const ms = sorted((run) => run.ms)
  const cpu = (sorted((run) => run.cpuMs)[taken.length >> 1] ?? 0).toFixed(0)
  const peak = Math.max(...taken.map((run) => run.rssMb))
  const range = `${ms[0]?.toFixed(0)}–${ms.at(-1)?.toFixed(0)}`
  const median = (ms[ms.length >> 1] ?? 0).toFixed(0)
  return `${way.padEnd(8)} ${String(taken[0]?.cells).padStart(7)} cells  ${median.padStart(5)} ms (${range})  cpu ${cpu} ms  peak ${peak.toFixed(0)} MB`
}

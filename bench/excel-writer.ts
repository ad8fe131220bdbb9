import { execFileSync } from 'node:child_process'
import { loadavg } from 'node:os'
import { nodeGzip } from '#api/platform/gzip-node.ts'
import { xlsxStream } from '#api/xlsx/xlsx-stream.ts'
import { SETTLEMENT_SHEET, settlementRows } from './excel-rows.ts'

// `node bench/excel-writer.ts` prints the table; with a way and a count it makes one measured run.
const RUNS = 5
const COUNTS = [10_000, 100_000]
const WAYS = ['rows alone', 'portable', 'node'] as const
type Way = (typeof WAYS)[number]
type Measured = { ms: number; bytes: number; rssMb: number; cpuMs: number }

const [asked, count] = process.argv.slice(2)
const way = WAYS.find((one) => one === asked)
if (way) console.log(JSON.stringify(await measured(way, Number(count))))
else printTable()

/** One run, from the first row to the last byte, without the start of the process. */
async function measured(way: Way, count: number): Promise<Measured> {
  const before = process.cpuUsage()
  const start = performance.now()
  let bytes = 0
  const rows = settlementRows(count)
  if (way === 'rows alone') {
    for await (const _ of rows);
  } else {
    const file = xlsxStream(SETTLEMENT_SHEET, rows, way === 'node' ? { gzip: nodeGzip } : {})
    for await (const chunk of file) bytes += chunk.length
  }
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  const rssMb = process.resourceUsage().maxRSS / 1024
  return { ms, bytes, rssMb, cpuMs: (user + system) / 1_000 }
}

function printTable() {
  console.log(`Excel writer, ${SETTLEMENT_SHEET.columns.length} columns, median of ${RUNS} runs`)
  for (const count of COUNTS) {
    const runs = new Map<Way, Measured[]>(WAYS.map((way) => [way, []]))
    // The ways take turns, so that other load on the machine affects them equally.
    for (let run = 0; run < RUNS; run++) {
      for (const [way, taken] of runs) taken.push(inChild(way, count))
    }
    for (const [way, taken] of runs) console.log(line(way, count, taken))
  }
  console.log(`load average ${loadavg()[0]?.toFixed(2)}`)
}

/** A separate process, so that peak memory belongs to this run and nothing is warm. */
function inChild(way: Way, count: number): Measured {
  const args = [...process.execArgv, import.meta.filename, way, String(count)]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

function line(way: Way, count: number, taken: Measured[]): string {
  const sorted = (of: (run: Measured) => number) => taken.map(of).toSorted((a, b) => a - b)
  const ms = sorted((run) => run.ms)
  const middle = (values: number[]) => values[Math.floor(values.length / 2)] ?? 0
  const range = `${ms[0]?.toFixed(0)}–${ms.at(-1)?.toFixed(0)}`
  return [
    `${way.padEnd(10)} ${String(count).padStart(7)} rows`,
    `${middle(ms).toFixed(0).padStart(5)} ms (${range})`,
    `cpu ${middle(sorted((run) => run.cpuMs)).toFixed(0)} ms`,
    `peak ${Math.max(...sorted((run) => run.rssMb)).toFixed(0)} MB`,
    `${(middle(sorted((run) => run.bytes)) / 1e6).toFixed(1)} MB written`,
  ].join('  ')
}

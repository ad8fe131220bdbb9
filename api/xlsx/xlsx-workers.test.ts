import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHarness } from 'wrangler'

// A Worker with nothing but the writer. It is written to a temporary folder, because Wrangler needs a
// configuration file and the repository has none for such a Worker.
const worker = `
import { xlsxStream } from '${fileURLToPath(new URL('./xlsx-stream.ts', import.meta.url))}'

const spec = {
  name: '정산',
  columns: [
    { header: 'n', width: 9, kind: 'integer' },
    { header: 'text', width: 20, kind: 'text' },
  ],
}

function countedSource(total) {
  const seen = { pulled: 0, returned: 0 }
  const source = {
    [Symbol.asyncIterator]: () => source,
    next: async () => {
      if (seen.pulled >= total) return { done: true, value: undefined }
      const first = seen.pulled
      seen.pulled += 500
      return {
        done: false,
        value: Array.from({ length: 500 }, (_, index) => {
          const number = first + index
          return [number, '=' + (Math.imul(number, 2654435761) >>> 0)]
        }),
      }
    },
    return: async () => {
      seen.returned++
      return { done: true, value: undefined }
    },
  }
  return { seen, source }
}

export default {
  async fetch(request) {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname === '/file') return new Response(xlsxStream(spec, countedSource(20_000).source))
    const { seen, source } = countedSource(300_000)
    const reader = xlsxStream(spec, source).getReader()
    for (let left = Number(searchParams.get('reads')); left > 0; left--) await reader.read()
    // Lets the writer do everything that it can while nobody reads.
    for (let turns = 0; turns < 100; turns++) await new Promise((next) => setTimeout(next, 0))
    await reader.cancel()
    return Response.json(seen)
  },
}
`

let folder: string
let harness: ReturnType<typeof createTestHarness>

beforeAll(async () => {
  // Otherwise the harness asks Cloudflare for data about the request's location.
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  folder = await mkdtemp(join(tmpdir(), 'maru-xlsx-'))
  await writeFile(join(folder, 'worker.js'), worker)
  await writeFile(
    join(folder, 'wrangler.toml'),
    'name = "maru-xlsx-test"\nmain = "worker.js"\ncompatibility_date = "2026-10-01"\n',
  )
  harness = createTestHarness({ root: folder, workers: [{ configPath: 'wrangler.toml' }] })
  await harness.listen()
})

afterAll(async () => {
  await harness?.close()
  await rm(folder, { recursive: true, force: true })
})

test('a file written inside Workers is complete', async () => {
  const response = await harness.fetch('/file')
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(await response.arrayBuffer())
  const sheet = book.worksheets[0]
  expect(sheet?.rowCount).toBe(20_001)
  expect(sheet?.getRow(20_001).getCell(1).value).toBe(19_999)
  expect(sheet?.getRow(2).getCell(2).value).toBe('=0')
})

test.each([0, 9, 14, 20])(
  'inside Workers, a reader that stops after %i reads stops the rows',
  async (reads) => {
    const seen = await (await harness.fetch(`/paused?reads=${reads}`)).json()
    const few = expect.toSatisfy((pulled: number) => pulled < 30_000)
    expect(seen).toEqual({ returned: 1, pulled: few })
  },
)

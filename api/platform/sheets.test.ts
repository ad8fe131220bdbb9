import { afterAll, describe, expect, test } from 'vitest'
import { HANDED, handed, handedBytes } from '#tests/files/handed.ts'
import { proposePrices } from '../sheets/price-matrix.ts'
import { readSheets } from '../sheets/read-sheets.ts'
import type { SheetFile } from '../sheets/sheet.ts'
import type { SheetReader } from './platform.ts'
import { directSheets } from './sheets-direct.ts'
import { nodeSheets } from './sheets-node.ts'

const threaded = nodeSheets()
afterAll(() => threaded.close())
const readers: [string, SheetReader][] = [
  ['threads', threaded],
  ['direct', directSheets()],
]

describe.each(readers)('%s', (_, sheets) => {
  test('read each file as the reading itself does, all at once', async () => {
    const files = HANDED.slice(0, 12).map(({ file }) => ({ file, bytes: handedBytes(file) }))
    const read = await Promise.all(
      files.map(({ file, bytes }) => sheets.read(bytes, { name: file })),
    )
    for (const [index, { file, bytes }] of files.entries())
      expect(read[index]).toEqual(await readSheets(bytes, { name: file }))
  })
  test('read what sheets of prices say as the reading itself does', async () => {
    const { file } = handed('04')
    const bytes = handedBytes(file)
    const [sheet] = ((await readSheets(bytes, { name: file })) as SheetFile).sheets
    if (!sheet) throw new Error('no sheet')
    const answers = { unitWon: 10_000 } as const
    const read = await sheets.readPrices(bytes, [{ sheet: sheet.name, answers }], { name: file })
    expect(read).toMatchObject({ proposals: [proposePrices(sheet, answers)] })
    expect(await sheets.readPrices(handedBytes(handed('23').file), [])).toMatchObject({
      refused: 'encrypted',
    })
  })
  test('refuse what the reading refuses', async () => {
    const bytes = handedBytes(handed('23').file)
    expect(await sheets.read(bytes)).toMatchObject({ refused: 'encrypted' })
  })
})

describe('threads', () => {
  const bomb = handedBytes(handed('24').file)
  /** So wide that the bomb would be read to its end. */
  const limits = {
    packedBytes: 10_000_000,
    unpackedBytes: 1e9,
    sheets: 60,
    rows: 1e9,
    cells: 1e9,
    columns: 1_000,
    characters: 1e9,
    merges: 20_000,
    entries: 1e6,
  }

  test('end a reading that takes too long, as a refusal', async () => {
    const sheets = nodeSheets({ limits, readingMsMax: 400 })
    expect(await sheets.read(bomb)).toMatchObject({ refused: 'too_large', subject: 'time' })
    await sheets.close()
  })
  test('end a reading that needs too much memory, and the process goes on', async () => {
    const sheets = nodeSheets({ limits, heapMb: 24 })
    expect(await sheets.read(bomb)).toMatchObject({ refused: 'too_large', subject: 'memory' })
    expect(await threaded.read(new TextEncoder().encode('a,b'))).toMatchObject({
      format: 'delimited',
    })
    await sheets.close()
  })
  test('refuse as busy when too many wait, and when the process stops', async () => {
    const sheets = nodeSheets({ limits, threads: 1, waitingMax: 1 })
    const running = sheets.read(bomb)
    const waiting = sheets.read(bomb)
    const settled = Promise.allSettled([running, waiting])
    await expect(sheets.read(bomb)).rejects.toMatchObject({ code: 'busy' })
    await sheets.close()
    for (const outcome of await settled)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'busy' } })
    await expect(sheets.read(bomb)).rejects.toMatchObject({ code: 'busy' })
  })
  test('copy no file that is too large into a thread', async () => {
    const large = new Uint8Array(10_000_001)
    expect(await threaded.read(large)).toMatchObject({ refused: 'too_large', subject: 'packed' })
  })
})

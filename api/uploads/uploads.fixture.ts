import { type Handed, handedBytes } from '#tests/files/handed.ts'
import type { Tree } from '#tests/world.ts'
import type { Row, SheetSpec } from '../xlsx/sheet-xml.ts'
import { xlsxStream } from '../xlsx/xlsx-stream.ts'
import type { PriceUpload } from './contract.ts'

type Client = Tree['hq']['admin']

/** Sends a file as an admin does: its bytes, with its name and the mapping in the query. */
export const uploadBy = (
  who: Pick<Client, 'send'>,
  to: 'prices' | 'catalog',
  bytes: Uint8Array | string,
  query: Record<string, string> = {},
) =>
  who.send(
    'POST',
    `uploads/${to}?${new URLSearchParams(query)}`,
    typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes,
  )

export async function pricesBy(
  who: Pick<Client, 'send'>,
  { file }: Handed,
  mapping: object[] = [],
): Promise<PriceUpload> {
  const query = { name: file, mapping: JSON.stringify(mapping) }
  const { status, body, text } = await uploadBy(who, 'prices', handedBytes(file), query)
  if (status !== 200) throw new Error(text)
  return body
}

/** The cell at an address, of one sheet or of the first that has it. */
export const cellIn = ({ sheets }: PriceUpload, at: string, name?: string) =>
  sheets
    .filter(({ sheet }) => !name || sheet.name === name)
    .flatMap(({ proposal }) => proposal?.cells ?? [])
    .find(({ address }) => address === at)

export async function workbook(spec: SheetSpec, rows: Row[]): Promise<Uint8Array> {
  const batches = (async function* () {
    yield rows
  })()
  return new Uint8Array(await new Response(xlsxStream(spec, batches)).arrayBuffer())
}

export const PRICE_TEXT_COLUMNS = 21
const CARRIERS = ['SKT', 'KT', 'LGU+']

/** A sheet of prices as separated text: a heading of carriers and bands, then a row for each model. */
export function priceText(rows: number): Uint8Array<ArrayBuffer> {
  const places = Array.from({ length: PRICE_TEXT_COLUMNS - 1 }, (_, at) => at)
  const heading = places.map((at) => `${CARRIERS[at % 3]} 번호이동 ${30 + at}K`)
  const lines = Array.from({ length: rows }, (_, row) => [
    `SM-S${row}N 256`,
    ...places.map((at) => 100_000 + row * 10 + at * 1_000),
  ])
  const text = [['모델', ...heading], ...lines].map((line) => line.join(',')).join('\n')
  return new TextEncoder().encode(text)
}

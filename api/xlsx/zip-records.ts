import type { Sizes } from './deflated.ts'

/** A written entry: its name, its offset and its sizes. */
export type Written = Sizes & { name: Uint8Array; at: number }

/** The largest value of a classic zip field; it means "see the zip64 record". */
export const UINT32_MAX = 0xffff_ffff

// Sizes follow the data (8), and names are UTF-8 (0x800).
const FLAGS = 0x0808
const DEFLATE = 8
const VERSION = 20
const VERSION_ZIP64 = 45
// 1980-01-01, the first day that a zip can express: equal rows give equal bytes.
const TIME_AND_DAY = 0x0021_0000

type Field = readonly [width: 2 | 4 | 8, value: number]

export const localHeader = (name: Uint8Array): Uint8Array =>
  record(
    [
      [4, 0x04034b50],
      ...common(VERSION),
      ...sizes({ crc: 0, packed: 0, raw: 0 }),
      [2, name.length],
      [2, 0],
    ],
    name,
  )

export const dataDescriptor = (entry: Sizes): Uint8Array =>
  record([[4, 0x08074b50], ...sizes(entry)])

/** One line of the directory. An entry that begins beyond 4 GiB has its offset in a zip64 field. */
export function directoryLine(entry: Written): Uint8Array {
  const far = entry.at >= UINT32_MAX
  const version = far ? VERSION_ZIP64 : VERSION
  const extra = far
    ? record([
        [2, 1],
        [2, 8],
        [8, entry.at],
      ])
    : new Uint8Array()
  return record(
    [
      [4, 0x02014b50],
      [2, version],
      ...common(version),
      ...sizes(entry),
      [2, entry.name.length],
      [2, extra.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, far ? UINT32_MAX : entry.at],
    ],
    entry.name,
    extra,
  )
}

/** The end of the file; zip64 records precede it only when its own fields are too small. */
export function directoryEnd(count: number, at: number, bytes: number): Uint8Array {
  const far = at >= UINT32_MAX
  const zip64 = far
    ? [
        record([
          [4, 0x06064b50],
          [8, 44],
          [2, VERSION_ZIP64],
          [2, VERSION_ZIP64],
          [4, 0],
          [4, 0],
          [8, count],
          [8, count],
          [8, bytes],
          [8, at],
        ]),
        record([
          [4, 0x07064b50],
          [4, 0],
          [8, at + bytes],
          [4, 1],
        ]),
      ]
    : []
  const end = record([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, bytes],
    [4, far ? UINT32_MAX : at],
    [2, 0],
  ])
  return concat([...zip64, end])
}

const common = (version: number): Field[] => [
  [2, version],
  [2, FLAGS],
  [2, DEFLATE],
  [4, TIME_AND_DAY],
]

const sizes = ({ crc, packed, raw }: Sizes): Field[] => [
  [4, crc],
  [4, packed],
  [4, raw],
]

/** Little-endian fields one after another, then the rest. */
function record(fields: Field[], ...rest: Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((sum, [width]) => sum + width, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [width, value] of fields) {
    if (width === 2) view.setUint16(at, value, true)
    else if (width === 4) view.setUint32(at, value, true)
    else view.setBigUint64(at, BigInt(value), true)
    at += width
  }
  return concat([bytes, ...rest])
}

function concat(parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

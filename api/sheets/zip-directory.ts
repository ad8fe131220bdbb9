import { Refused } from './refusal.ts'

export type ZipEntry = {
  name: string
  /** 0 is stored, 8 is deflated. */
  method: number
  crc: number
  packedBytes: number
  rawBytes: number
  /** Where the packed bytes begin. */
  at: number
}

const END = 0x06054b50
const LINE = 0x02014b50
const LOCAL = 0x04034b50
const END_BYTES = 22
const COMMENT_MAX = 0xffff
const UINT32_MAX = 0xffff_ffff

/** The entries of a zip by name, from its directory as Excel reads it. Throws `damaged` or `encrypted`. */
export function zipDirectory(file: Uint8Array): Map<string, ZipEntry> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  try {
    return entriesOf(view, file)
  } catch (error) {
    // A RangeError is an offset beyond the file.
    if (error instanceof RangeError) throw new Refused('damaged')
    throw error
  }
}

function entriesOf(view: DataView, file: Uint8Array): Map<string, ZipEntry> {
  const end = endOf(view)
  const entries = new Map<string, ZipEntry>()
  let line = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(line, true) !== LINE) throw new Refused('damaged')
    const nameBytes = view.getUint16(line + 28, true)
    const extraBytes = view.getUint16(line + 30, true)
    const name = new TextDecoder().decode(file.subarray(line + 46, line + 46 + nameBytes))
    const isEncrypted = (view.getUint16(line + 8, true) & 1) === 1
    if (isEncrypted) throw new Refused('encrypted')
    const [rawBytes, packedBytes, local] = wide(view, line, line + 46 + nameBytes, extraBytes)
    if (view.getUint32(local, true) !== LOCAL) throw new Refused('damaged')
    const at = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    if (at + packedBytes > file.length) throw new Refused('damaged')
    const method = view.getUint16(line + 10, true)
    const crc = view.getUint32(line + 16, true)
    // Names differ in case and slashes between programs, and Excel does not mind.
    const key = name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase()
    entries.set(key, { name, method, crc, packedBytes, rawBytes, at })
    line += 46 + nameBytes + extraBytes + view.getUint16(line + 32, true)
  }
  return entries
}

/** The end record stands last, before a comment of unknown length. */
function endOf(view: DataView): number {
  const first = Math.max(0, view.byteLength - END_BYTES - COMMENT_MAX)
  for (let at = view.byteLength - END_BYTES; at >= first; at--)
    if (view.getUint32(at, true) === END) return at
  throw new Refused('damaged')
}

/** Sizes and offset of a line; a full 32-bit field refers to a wider one in the zip64 extra. */
function wide(view: DataView, line: number, extra: number, extraBytes: number) {
  const fields = [24, 20, 42].map((offset) => view.getUint32(line + offset, true))
  let at = extra
  while (at + 4 <= extra + extraBytes && view.getUint16(at, true) !== 1)
    at += 4 + view.getUint16(at + 2, true)
  at += 4
  const [raw = 0, packed = 0, local = 0] = fields.map((field) => {
    if (field !== UINT32_MAX) return field
    at += 8
    return Number(view.getBigUint64(at - 8, true))
  })
  return [raw, packed, local] as const
}

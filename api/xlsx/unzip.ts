/** An entry of a zip's directory, with the packed bytes to which it points. */
export type UnzippedEntry = { name: string; crc: number; raw: number; packed: Uint8Array }

const END_SIGNATURE = 0x06054b50
const END_BYTES = 22
const LINE_BYTES = 46
const LOCAL_BYTES = 30

/**
 * Reads a whole zip by its directory, as Excel does, and compares the records beside the data with the
 * directory. It shares no code with the writer, so the tests can rely on it.
 */
export function unzip(file: Uint8Array): UnzippedEntry[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const end = file.length - END_BYTES
  expectSame('end signature', view.getUint32(end, true), END_SIGNATURE)
  const entries: UnzippedEntry[] = []
  let line = view.getUint32(end + 16, true)
  expectSame('directory size', view.getUint32(end + 12, true), end - line)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const [crc, packedBytes, raw] = [16, 20, 24].map((at) => view.getUint32(line + at, true))
    const nameBytes = view.getUint16(line + 28, true)
    const name = textAt(file, line + LINE_BYTES, nameBytes)
    const local = view.getUint32(line + 42, true)
    expectSame('name', textAt(file, local + LOCAL_BYTES, view.getUint16(local + 26, true)), name)
    const start = local + LOCAL_BYTES + nameBytes + view.getUint16(local + 28, true)
    const after = start + (packedBytes ?? 0)
    const descriptor = [0, 4, 8, 12].map((at) => view.getUint32(after + at, true))
    expectSame('descriptor', descriptor.join(), [0x08074b50, crc, packedBytes, raw].join())
    entries.push({ name, crc: crc ?? 0, raw: raw ?? 0, packed: file.subarray(start, after) })
    line += LINE_BYTES + nameBytes + view.getUint16(line + 30, true)
  }
  return entries
}

const textAt = (file: Uint8Array, at: number, length: number) =>
  new TextDecoder().decode(file.subarray(at, at + length))

function expectSame(what: string, found: unknown, expected: unknown) {
  if (found !== expected) throw new Error(`${what}: found ${found}, expected ${expected}`)
}

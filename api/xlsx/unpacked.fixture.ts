import { inflateRawSync } from 'node:zlib'

/** The whole content of a zip as text, for tests that search it. */
export function unpacked(bytes: Uint8Array): string {
  const file = Buffer.from(bytes)
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  let at = file.readUInt32LE(end + 16)
  let text = ''
  for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
    const [size, name, extra, comment] = [20, 28, 30, 32].map((offset, index) =>
      index === 0 ? file.readUInt32LE(at + offset) : file.readUInt16LE(at + offset),
    ) as [number, number, number, number]
    const local = file.readUInt32LE(at + 42)
    const body = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
    text += inflateRawSync(file.subarray(body, body + size)).toString('utf8')
    at += 46 + name + extra + comment
  }
  return text
}

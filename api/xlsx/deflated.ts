import type { Gzip } from './gzip.ts'

const HEADER_BYTES = 10
const TRAILER_BYTES = 8
const FLAGS_AT = 3

/** What a zip records about an entry after its last byte. */
export type Sizes = { crc: number; packed: number; raw: number }

/**
 * The raw deflate stream of `source`. It is cut out of a gzip member, because gzip's trailer contains the
 * CRC-32 that a zip needs, and every runtime computes that natively.
 */
export async function* deflated(
  source: AsyncIterable<Uint8Array>,
  gzip: Gzip,
): AsyncGenerator<Uint8Array, Sizes> {
  let raw = 0
  async function* counted() {
    for await (const bytes of source) {
      raw += bytes.length
      yield bytes
    }
  }

  let packed = 0
  let header = HEADER_BYTES
  let held: Uint8Array = new Uint8Array()
  for await (const chunk of gzip(counted())) {
    held = joined(held, chunk)
    if (held.length < header + TRAILER_BYTES) continue
    // A flag would mean a longer header; the runtimes set none.
    if (header > 0 && held[FLAGS_AT] !== 0) throw new Error('The gzip header is not the plain one.')
    const body = held.subarray(header, held.length - TRAILER_BYTES)
    header = 0
    // The last bytes may be the trailer, so they wait for the next chunk or the end.
    held = held.slice(held.length - TRAILER_BYTES)
    packed += body.length
    if (body.length > 0) yield body
  }
  if (header > 0) throw new Error('The gzip stream ended too early.')
  return { crc: new DataView(held.buffer).getUint32(0, true), packed, raw }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

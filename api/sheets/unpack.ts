import type { Budget } from './budget.ts'
import { Refused } from './refusal.ts'
import type { ZipEntry } from './zip-directory.ts'

/** Deflate packs at most 1 : 1032, so one slice never unpacks to more than four megabytes. */
const SLICE = 4_096
const STORED_MAX = 0xffff
const GZIP_HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff)

/**
 * The bytes of an entry, piece by piece, each counted before the next is unpacked. They pass through the
 * runtime's gzip with the checksum of the zip's directory, so a changed byte is `damaged`.
 */
export async function* unpack(
  file: Uint8Array,
  entry: ZipEntry,
  budget: Budget,
): AsyncGenerator<Uint8Array> {
  if (entry.method !== 0 && entry.method !== 8) throw new Refused('damaged')
  const gunzip = new DecompressionStream('gzip')
  const feeding = feed(gunzip.writable.getWriter(), gzipOf(file, entry))
  const reader = gunzip.readable.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new Refused('damaged')
      })
      if (done) return
      budget.spend('unpackedBytes', value.length)
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
    await feeding
  }
}

/** A failed write shows as a failed read, which is where it is handled. */
async function feed(
  writer: WritableStreamDefaultWriter<BufferSource>,
  slices: Iterable<Uint8Array<ArrayBuffer>>,
): Promise<void> {
  try {
    for (const slice of slices) {
      await writer.ready
      await writer.write(slice)
    }
    await writer.close()
  } catch {
    await writer.abort().catch(() => undefined)
  }
}

/** The entry as a gzip member: what a zip says about an entry is just what gzip's trailer says. */
function* gzipOf(file: Uint8Array, entry: ZipEntry): Generator<Uint8Array<ArrayBuffer>> {
  yield GZIP_HEADER
  const packed = file.subarray(entry.at, entry.at + entry.packedBytes)
  const step = entry.method === 0 ? STORED_MAX : SLICE
  for (let at = 0; at < packed.length; at += step) {
    const slice = new Uint8Array(packed.subarray(at, at + step))
    if (entry.method === 0) yield storedHeader(slice.length)
    yield slice
  }
  if (entry.method === 0) yield Uint8Array.of(1, 0, 0, 0xff, 0xff)
  const trailer = new DataView(new ArrayBuffer(8))
  trailer.setUint32(0, entry.crc, true)
  trailer.setUint32(4, entry.rawBytes % 2 ** 32, true)
  yield new Uint8Array(trailer.buffer)
}

/** The head of a stored block of deflate. */
function storedHeader(length: number): Uint8Array<ArrayBuffer> {
  const head = new DataView(new ArrayBuffer(5))
  head.setUint16(1, length, true)
  head.setUint16(3, length ^ 0xffff, true)
  return new Uint8Array(head.buffer)
}

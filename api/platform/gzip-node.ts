import { createGzip, type Gzip } from 'node:zlib'

// A table's XML is so repetitive that level 1 costs half as much as the default and gives a fifth more bytes.
const OPTIONS = { level: 1, chunkSize: 65_536 }
// While one chunk is compressed on another thread the next is built. Counted here, because a stream asks
// for more only when all its input is done, so one of the two threads would idle.
const IN_FLIGHT_MAX = 4

/** Compresses a stream of bytes into one gzip member, on libuv's threads. */
export async function* nodeGzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gzip = createGzip(OPTIONS)
  const fed = feed(source, gzip).catch((cause) => void gzip.destroy(cause))
  try {
    yield* gzip
  } finally {
    gzip.destroy()
    await fed
  }
}

async function feed(source: AsyncIterable<Uint8Array>, gzip: Gzip) {
  const inFlight: Promise<void>[] = []
  for await (const bytes of source) {
    const written = new Promise<void>((resolve, reject) => {
      gzip.write(bytes, (cause) => (cause ? reject(cause) : resolve()))
    })
    // Each write is awaited later; until then its failure must not count as unhandled.
    written.catch(() => {})
    inFlight.push(written)
    if (inFlight.length >= IN_FLIGHT_MAX) await inFlight.shift()
  }
  gzip.end()
}

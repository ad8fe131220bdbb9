/**
 * Squeezes a stream of bytes into one gzip member. A runtime may bring a faster one than the portable
 * default; both end their source (`return`) when their own reader stops early.
 */
export type Gzip = (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>

// Enough chunks under way that the next one is built while the last is being squeezed, few enough
// that a slow reader stops the rows.
const IN_FLIGHT_MAX = 4

/** The portable squeezer: `CompressionStream`, at the level that the runtime chose. */
export async function* gzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new CompressionStream('gzip')
  const reader = readable.getReader()
  const writer = writable.getWriter()
  let failure: { cause: unknown } | undefined
  const fed = feed(source, writer).catch(async (cause) => {
    failure = { cause }
    await writer.abort(cause).catch(ignore)
  })
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  } catch (cause) {
    // The source's own error explains more than the stream that broke because of it.
    await fed
    throw failure ? failure.cause : cause
  } finally {
    await Promise.all([reader.cancel().catch(ignore), writer.abort().catch(ignore), fed])
  }
}

async function feed(source: AsyncIterable<Uint8Array>, writer: WritableStreamDefaultWriter) {
  const inFlight: Promise<void>[] = []
  for await (const bytes of source) {
    const written = writer.write(bytes)
    // Each write is awaited in its turn; until then its failure must not count as unhandled.
    written.catch(ignore)
    inFlight.push(written)
    if (inFlight.length >= IN_FLIGHT_MAX) await inFlight.shift()
  }
  await writer.close()
}

const ignore = () => {}

/**
 * Compresses a stream of bytes into one gzip member. A runtime may have a faster implementation than the
 * portable default; both end their source (`return`) when their own reader stops early.
 */
export type Gzip = (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>

// Enough chunks that the next is built while the last is compressed, few enough that a slow reader stops
// the rows.
const IN_FLIGHT_MAX = 4

/** The portable implementation: `CompressionStream`, at the level that the runtime chose. */
export async function* gzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new CompressionStream('gzip')
  const reader = readable.getReader()
  const writer = writable.getWriter()
  const demand = gate()
  let failure: { cause: unknown } | undefined
  const fed = feed(source, writer, demand.opened).catch(async (cause) => {
    failure = { cause }
    await writer.abort(cause).catch(ignore)
  })
  try {
    while (true) {
      demand.open()
      const next = await reader.read()
      if (next.done) return
      demand.shut()
      yield next.value
    }
  } catch (cause) {
    // The source's own error explains more than the error of the stream that it broke.
    await fed
    throw failure ? failure.cause : cause
  } finally {
    const stopped = [reader.cancel().catch(ignore), writer.abort().catch(ignore)]
    demand.open()
    await Promise.all([...stopped, fed])
  }
}

async function feed(
  source: AsyncIterable<Uint8Array>,
  writer: WritableStreamDefaultWriter,
  demand: () => Promise<void>,
) {
  const inFlight: Promise<void>[] = []
  for await (const bytes of source) {
    await demand()
    const written = writer.write(bytes)
    // Each write is awaited later; until then its failure must not count as unhandled.
    written.catch(ignore)
    inFlight.push(written)
    if (inFlight.length >= IN_FLIGHT_MAX) await inFlight.shift()
  }
  await writer.close()
}

/** Open while the reader waits. Streams of Workers accept every write at once, read or not. */
function gate() {
  let opening = Promise.withResolvers<void>()
  return {
    opened: () => opening.promise,
    open: () => opening.resolve(),
    shut: () => {
      opening = Promise.withResolvers<void>()
    },
  }
}

const ignore = () => {}

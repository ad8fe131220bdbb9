/** S3 and R2 take at least 5 MiB, and R2 requires all parts but the last to have one size. */
export const PART_BYTES = 8 * 1024 * 1024

type Bytes = Uint8Array<ArrayBuffer>

export type PartUpload = {
  part(number: number, bytes: Bytes): Promise<void>
  finish(): Promise<void>
  abandon(): Promise<void>
}

/**
 * Stores a stream of unknown length with one part in memory at a time. A stream that fits in one part is
 * stored at once; a stream that breaks leaves nothing behind.
 */
export async function putInParts(
  body: ReadableStream<Uint8Array>,
  store: { whole(bytes: Bytes): Promise<void>; start(): Promise<PartUpload> },
): Promise<{ sizeBytes: number }> {
  const parts = partsOf(body)
  const first = (await parts.next()).value ?? new Uint8Array()
  if (first.length < PART_BYTES) {
    await store.whole(first)
    return { sizeBytes: first.length }
  }

  const upload = await store.start()
  try {
    let [sizeBytes, number] = [first.length, 1]
    await upload.part(number, first)
    for await (const bytes of parts) {
      number += 1
      sizeBytes += bytes.length
      await upload.part(number, bytes)
    }
    await upload.finish()
    return { sizeBytes }
  } catch (error) {
    // Report the first error; an upload that could not be abandoned expires by the bucket's own rule.
    await upload.abandon().catch(() => undefined)
    throw error
  }
}

/** The same bytes, cut into parts of exactly `PART_BYTES`; only the last one is shorter. */
async function* partsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Bytes, undefined> {
  const reader = body.getReader()
  let part = new Uint8Array(PART_BYTES)
  let filled = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      for (let from = 0; from < value.length; ) {
        const taken = value.subarray(from, from + PART_BYTES - filled)
        part.set(taken, filled)
        filled += taken.length
        from += taken.length
        if (filled < PART_BYTES) continue
        yield part
        part = new Uint8Array(PART_BYTES)
        filled = 0
      }
    }
    if (filled > 0) yield part.slice(0, filled)
  } finally {
    // After a failed upload the source must learn that nobody reads it any more.
    await reader.cancel().catch(() => undefined)
  }
}

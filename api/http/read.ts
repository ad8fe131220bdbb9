import { AppError } from '../errors.ts'

/**
 * The stream's text. Throws the given error as soon as it is too long, so that no body fills the memory.
 * A body that breaks off is `malformed`: its sender went away, and no service of ours failed.
 */
export async function readAtMost(...given: Parameters<typeof blobAtMost>): Promise<string> {
  return (await blobAtMost(...given)).text()
}

/** The same as bytes. */
export async function bytesAtMost(...given: Parameters<typeof blobAtMost>): Promise<Uint8Array> {
  return new Uint8Array(await (await blobAtMost(...given)).arrayBuffer())
}

async function blobAtMost(
  stream: ReadableStream<Uint8Array>,
  bytesMax: number,
  tooLong: () => Error,
): Promise<Blob> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of stream) {
      bytes += chunk.byteLength
      if (bytes > bytesMax) throw tooLong()
      chunks.push(chunk)
    }
  } catch (cause) {
    if (bytes > bytesMax) throw cause
    throw new AppError('malformed', 'The body broke off. Send it again.', { cause })
  }
  return new Blob(chunks as Uint8Array<ArrayBuffer>[])
}

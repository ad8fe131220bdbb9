/** The stream's text, or the given error as soon as it is longer: nobody fills the memory with a body. */
export async function readAtMost(
  stream: ReadableStream<Uint8Array>,
  bytesMax: number,
  tooLong: () => Error,
): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of stream) {
    bytes += chunk.byteLength
    if (bytes > bytesMax) throw tooLong()
    chunks.push(chunk)
  }
  return new Blob(chunks as Uint8Array<ArrayBuffer>[]).text()
}

import { deflated } from './deflated.ts'
import type { Gzip } from './gzip.ts'
import {
  dataDescriptor,
  directoryEnd,
  directoryLine,
  localHeader,
  UINT32_MAX,
  type Written,
} from './zip-records.ts'

export type ZipEntry = { name: string; body: AsyncIterable<Uint8Array> }

/**
 * A zip file, entry after entry, without keeping any: sizes and checksums follow their data. An entry has
 * less than 4 GiB (`RangeError` above); the whole file may be larger.
 */
export async function* zip(
  entries: AsyncIterable<ZipEntry>,
  gzip: Gzip,
): AsyncGenerator<Uint8Array> {
  const directory: Written[] = []
  let at = 0

  for await (const entry of entries) {
    const name = new TextEncoder().encode(entry.name)
    const header = localHeader(name)
    yield header
    const sizes = yield* deflated(entry.body, gzip)
    if (sizes.raw >= UINT32_MAX || sizes.packed >= UINT32_MAX) {
      throw new RangeError(`${entry.name} is larger than a zip entry may be.`)
    }
    const descriptor = dataDescriptor(sizes)
    yield descriptor
    directory.push({ ...sizes, name, at })
    at += header.length + sizes.packed + descriptor.length
  }

  const lines = directory.map(directoryLine)
  yield* lines
  const bytes = lines.reduce((sum, line) => sum + line.length, 0)
  yield directoryEnd(directory.length, at, bytes)
}

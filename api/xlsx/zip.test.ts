import { crc32, inflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { nodeGzip } from '#api/platform/gzip-node.ts'
import { gzip } from './gzip.ts'
import { unzip } from './unzip.ts'
import { zip } from './zip.ts'
import { directoryEnd, directoryLine } from './zip-records.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
// The same noise in every run; gzip cannot compress it.
const noise = (length: number) => {
  let seed = 1
  return Uint8Array.from({ length }, () => {
    seed = Math.imul(seed, 1_103_515_245) + 12_345
    return seed >>> 24
  })
}

async function* entries(given: Record<string, Uint8Array[]>) {
  for (const [name, chunks] of Object.entries(given)) {
    const body = async function* () {
      yield* chunks
    }
    yield { name, body: body() }
  }
}

const whole = async (parts: AsyncIterable<Uint8Array>) =>
  Buffer.concat(await Array.fromAsync(parts))

describe.each([
  ['portable', gzip],
  ['node', nodeGzip],
])('a zip through the %s gzip', (_, squeezer) => {
  test('has every entry with the sizes and checksum of its content', async () => {
    const given = {
      '이름.txt': [bytes('마루 '.repeat(50_000)), bytes('끝')],
      empty: [],
      'empty-chunks': [bytes(''), bytes('')],
      tiny: [bytes('x')],
      noise: [noise(70_001), noise(1), noise(300_000)],
    }
    const read = unzip(await whole(zip(entries(given), squeezer)))
    expect(read.map((entry) => entry.name)).toEqual(Object.keys(given))
    for (const [index, chunks] of Object.values(given).entries()) {
      const content = Buffer.concat(chunks)
      const entry = read[index]
      expect(entry && inflateRawSync(entry.packed).equals(content)).toBe(true)
      expect(entry).toMatchObject({ raw: content.length, crc: crc32(content) })
    }
  })

  test('passes on the error of its source', async () => {
    const broken = async function* () {
      yield noise(500_000)
      throw new Error('the cursor was lost')
    }
    const source = async function* () {
      yield { name: 'a', body: broken() }
    }
    await expect(whole(zip(source(), squeezer))).rejects.toThrow('the cursor was lost')
  })
})

test('an entry that is too large for a zip fails the file', async () => {
  const piece = new Uint8Array(2 ** 26)
  const source = entries({ vast: Array.from({ length: 64 }, () => piece) })
  // Only the count up to 4 GiB matters here, so nothing is compressed.
  const drain = async function* (bytes: AsyncIterable<Uint8Array>) {
    for await (const _ of bytes);
    yield new Uint8Array(18)
  }
  await expect(whole(zip(source, drain))).rejects.toThrow('vast is larger than a zip entry may be.')
})

test('only an offset beyond 4 GiB is in zip64 fields', () => {
  const far = 5 * 2 ** 30
  const entry = { crc: 1, packed: 2, raw: 3, name: bytes('a') }
  const near = Buffer.from(directoryLine({ ...entry, at: 7 }))
  expect([near.readUInt16LE(30), near.readUInt32LE(42), near.length]).toEqual([0, 7, 47])
  const line = Buffer.from(directoryLine({ ...entry, at: far }))
  expect([line.readUInt16LE(30), line.readUInt32LE(42)]).toEqual([12, 0xffff_ffff])
  expect([line.readUInt16LE(47), line.readUInt16LE(49)]).toEqual([1, 8])
  expect(line.readBigUInt64LE(51)).toBe(BigInt(far))

  expect(directoryEnd(3, 7, 100)).toHaveLength(22)
  const end = Buffer.from(directoryEnd(3, far, 100))
  expect(end.readUInt32LE(0)).toBe(0x06064b50)
  expect([end.readBigUInt64LE(32), end.readBigUInt64LE(48)]).toEqual([3n, BigInt(far)])
  expect(end.readUInt32LE(56)).toBe(0x07064b50)
  // The locator points to the zip64 record, which follows the directory.
  expect(end.readBigUInt64LE(64)).toBe(BigInt(far + 100))
  expect(end.readUInt32LE(76 + 16)).toBe(0xffff_ffff)
})

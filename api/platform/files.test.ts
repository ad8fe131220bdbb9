import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, describe, expect, test } from 'vitest'
import { listen } from '#tests/servers/listen.ts'
import { startS3 } from '#tests/servers/s3.ts'
import { startAdaptersWorker } from '#tests/workers/harness.ts'
import { PART_BYTES } from './file-parts.ts'
import { diskFiles } from './files-disk.ts'
import { s3Files } from './files-s3.ts'
import type { Files } from './platform.ts'

const folder = await mkdtemp(join(tmpdir(), 'maru files '))
const s3 = await startS3()
const worker = await startAdaptersWorker()
afterAll(async () => {
  await worker.close()
  await s3.close()
  await rm(folder, { recursive: true })
})

/** Reaches the R2 adapter, which runs in workerd, over HTTP. */
function overHttp(base: URL): Files {
  const urlOf = (key: string) => new URL(`/files?key=${encodeURIComponent(key)}`, base)
  const checked = async (response: Response) => {
    if (response.ok || response.status === 404) return response
    throw new Error(await response.text())
  }
  return {
    put: async (key, body, type) => {
      const init = { method: 'PUT', body, headers: { 'content-type': type }, duplex: 'half' }
      return (await checked(await fetch(urlOf(key), init))).json()
    },
    open: async (key) => {
      const response = await checked(await fetch(urlOf(key)))
      if (response.status === 404 || !response.body) return undefined
      return {
        body: response.body,
        sizeBytes: Number(response.headers.get('x-size')),
        type: response.headers.get('content-type') ?? '',
      }
    },
    remove: async (key) => void (await checked(await fetch(urlOf(key), { method: 'DELETE' }))),
  }
}

const adapters: Record<string, Files> = {
  disk: diskFiles(folder),
  s3: s3Files(s3),
  r2: overHttp(worker.url),
}

const NOISE = randomBytes(70_001)
/** The same bytes for the same seed, in pieces whose size divides no part. */
function pattern(bytes: number, seed = 1): ReadableStream<Uint8Array> {
  let made = 0
  return new ReadableStream({
    pull(controller) {
      if (made === bytes) return controller.close()
      const piece = Uint8Array.from(NOISE.subarray(0, bytes - made))
      piece[0] = made >> 8
      piece[1] = seed
      made += piece.length
      controller.enqueue(piece)
    },
  })
}
const broken = (bytes: number) => {
  const reader = pattern(bytes).getReader()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value } = await reader.read()
      if (value) controller.enqueue(value)
      else controller.error(new Error('the sender went away'))
    },
  })
}
const textStream = (content: string) => new Blob([content]).stream()
const digest = async (body: ReadableStream<Uint8Array>) => {
  const hash = createHash('sha256')
  for await (const piece of body) hash.update(piece)
  return hash.digest('hex')
}
const contentOf = async (files: Files, key: string) => {
  const found = await files.open(key)
  return found && { ...found, body: await text(found.body) }
}

describe('a presigned address', () => {
  const presigned = async (change: object = {}) => {
    const key = `attachments/${crypto.randomUUID()}/1`
    const asked = { type: 'application/pdf', sizeBytes: 4, seconds: 60, ...change }
    const way = await s3Files(s3).presign?.(key, asked)
    if (!way) throw new Error('S3 signs addresses')
    const put = (body: string, headers: Record<string, string> = way.headers) =>
      fetch(way.url, { method: 'PUT', body, headers }).then(({ status }) => status)
    return { key, put }
  }

  test('takes exactly these bytes, once', async () => {
    const { key, put } = await presigned()
    expect(await put('more bytes')).toBe(403)
    expect(await put('four', { 'content-type': 'text/html', 'if-none-match': '*' })).toBe(403)
    expect(await put('four', { 'content-type': 'application/pdf' })).toBe(403)
    expect(await put('four')).toBe(200)
    expect(await put('FOUR')).toBe(412)
    expect((await contentOf(s3Files(s3), key))?.body).toBe('four')
  })

  test('ends', async () => {
    const { put } = await presigned({ seconds: -1 })
    expect(await put('four')).toBe(403)
  })

  test('is nothing that the disk or R2 can make', () => {
    expect([adapters.disk?.presign, adapters.r2?.presign]).toEqual([undefined, undefined])
  })
})

describe.each(Object.entries(adapters))('%s files', (_, files) => {
  const unique = () => `exports/${crypto.randomUUID()}.xlsx`

  test('a file that was never stored is absent; removing it is no error', async () => {
    const key = unique()
    expect(await files.open(key)).toBeUndefined()
    await files.remove(key)
  })

  test.each([
    ['nothing', 0],
    ['a little', 1_000],
    ['one byte less than a part', PART_BYTES - 1],
    ['exactly one part', PART_BYTES],
    ['exactly two parts', 2 * PART_BYTES],
    ['parts and a rest', 2 * PART_BYTES + 70_003],
  ])('%s comes back byte for byte, with its type and size', async (_, bytes) => {
    const key = unique()
    const type = 'application/vnd.maru.test+zip'
    expect(await files.put(key, pattern(bytes), type)).toEqual({ sizeBytes: bytes })
    const found = await files.open(key)
    expect(found).toMatchObject({ sizeBytes: bytes, type })
    expect(found && (await digest(found.body))).toBe(await digest(pattern(bytes)))
  })

  test('a second file under the same key replaces the first as a whole', async () => {
    const key = unique()
    await files.put(key, textStream('the first and longer one'), 'text/a')
    await files.put(key, textStream('second'), 'text/b')
    expect(await contentOf(files, key)).toEqual({ body: 'second', sizeBytes: 6, type: 'text/b' })
  })

  test('a removed file is gone', async () => {
    const key = unique()
    await files.put(key, textStream('x'), 'text/plain')
    await files.remove(key)
    expect(await files.open(key)).toBeUndefined()
  })

  test.each([
    ['early', 100_000],
    ['after the first part', PART_BYTES + 100_000],
  ])('a stream that breaks %s is an error and leaves the old file unchanged', async (_, bytes) => {
    const key = unique()
    await files.put(key, textStream('old'), 'text/plain')
    await expect(files.put(key, broken(bytes), 'text/plain')).rejects.toThrow()
    expect((await contentOf(files, key))?.body).toBe('old')
  })

  test('after many simultaneous writes to one key, one file is stored complete', async () => {
    const key = unique()
    const contents = Array.from({ length: 20 }, (_, i) => `${i} `.repeat(5_000))
    await Promise.all(contents.map((content) => files.put(key, textStream(content), 'text/plain')))
    expect(contents).toContain((await contentOf(files, key))?.body)
  })

  test('a key and a key below it do not conflict', async () => {
    const key = unique()
    await files.put(key, textStream('above'), 'text/plain')
    await files.put(`${key}/below`, textStream('below'), 'text/plain')
    expect((await contentOf(files, key))?.body).toBe('above')
    expect((await contentOf(files, `${key}/below`))?.body).toBe('below')
  })

  test.each([
    '',
    '..',
    '../outside',
    'a/../../outside',
    '/etc/passwd',
    'a//b',
    'a/',
    '.hidden',
    'a/.hidden',
    'a\\b',
    'a\0b',
    'a?b',
    '한글',
    'x'.repeat(501),
  ])('the key %j is refused', async (key) => {
    await expect(files.put(key, textStream('x'), 'text/plain')).rejects.toThrow()
    await expect(files.open(key)).rejects.toThrow()
    await expect(files.remove(key)).rejects.toThrow()
  })
})

describe('disk files', () => {
  test('an upload that broke leaves no temporary file', async () => {
    const own = await mkdtemp(join(folder, 'own-'))
    await expect(diskFiles(own).put('k', broken(200_000), 'text/plain')).rejects.toThrow()
    expect(await readdir(own)).toEqual([])
  })

  test('a reader of a file that is replaced meanwhile reads the old one to its end', async () => {
    const files = diskFiles(folder)
    await files.put('shared', pattern(3_000_000, 1), 'text/plain')
    const reading = await files.open('shared')
    await files.put('shared', pattern(3_000_000, 2), 'text/plain')
    expect(reading && (await digest(reading.body))).toBe(await digest(pattern(3_000_000, 1)))
  })
})

describe('s3 files', () => {
  test('never hold more than two parts of a file that is being uploaded', async () => {
    const before = s3.receivedBytes()
    let [made, heldMax] = [0, 0]
    const source = pattern(6 * PART_BYTES).getReader()
    const watched = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { value } = await source.read()
        if (!value) return controller.close()
        made += value.length
        heldMax = Math.max(heldMax, made - (s3.receivedBytes() - before))
        controller.enqueue(value)
      },
    })
    await s3Files(s3).put('large', watched, 'text/plain')
    expect(heldMax).toBeLessThanOrEqual(2 * PART_BYTES)
  })

  test('a request to a storage that never answers is given up', async () => {
    const silent = await listen(createServer(() => {}))
    const files = s3Files({ ...s3, endpoint: silent.url, answerMsMax: 50 })
    await expect(files.open('k')).rejects.toThrow('Storage did not answer.')
    await expect(files.put('k', pattern(10), 'text/plain')).rejects.toThrow('did not answer.')
    await silent.close()
  })

  test('a broken upload is abandoned, so its parts take no paid storage', async () => {
    await expect(s3Files(s3).put('half', broken(PART_BYTES + 1), 'text/plain')).rejects.toThrow(
      'the sender went away',
    )
    expect(s3.openUploads()).toBe(0)
  })

  test.each([
    ['secret', { secret: 'wrong' }, 'SignatureDoesNotMatch'],
    ['key', { keyId: 'wrong' }, 'InvalidAccessKeyId'],
    ['region', { region: 'elsewhere' }, 'AccessDenied'],
    ['bucket', { bucket: 'other' }, 'NoSuchBucket'],
  ])('nothing can be stored with a wrong %s', async (_, wrong, code) => {
    const files = s3Files({ ...s3, ...wrong })
    await expect(files.put('k', textStream('x'), 'text/plain')).rejects.toThrow(code)
  })

  test('a missing bucket is an error, not an absent file', async () => {
    await expect(s3Files({ ...s3, bucket: 'other' }).open('k')).rejects.toThrow('NoSuchBucket')
  })

  test('nothing can be read or removed with a wrong secret', async () => {
    await s3Files(s3).put('k', textStream('x'), 'text/plain')
    const files = s3Files({ ...s3, secret: 'wrong' })
    await expect(files.open('k')).rejects.toThrow('SignatureDoesNotMatch')
    await expect(files.remove('k')).rejects.toThrow('SignatureDoesNotMatch')
    expect((await contentOf(s3Files(s3), 'k'))?.body).toBe('x')
  })
})

import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { listen } from './listen.ts'
import { denialOf, sha256 } from './sigv4.ts'

const PART_BYTES_MIN = 5 * 1024 * 1024

type Stored = { path: string; type: string; size: number }
type Upload = { name: string; type: string; parts: Map<number, { path: string; size: number }> }

export type S3Server = {
  endpoint: string
  region: string
  bucket: string
  keyId: string
  secret: string
  receivedBytes(): number
  /** Multipart uploads that were neither completed nor aborted. */
  openUploads(): number
  /** The names of all objects. */
  names(): string[]
  close(): Promise<void>
}

/** The part of S3 that the product uses, with real checks of signatures. */
export async function startS3(): Promise<S3Server> {
  const folder = await mkdtemp(join(tmpdir(), 'maru-s3-'))
  const known = { keyId: `key${Date.now()}`, secret: randomUUID(), region: 'kr-test-1' }
  const objects = new Map<string, Stored>()
  const uploads = new Map<string, Upload>()
  let received = 0

  const keep = async (bytes: Buffer) => {
    const path = join(folder, randomUUID())
    await writeFile(path, bytes)
    return { path, size: bytes.length }
  }

  async function finish(upload: Upload, wanted: string): Promise<Answer> {
    const numbers = [...wanted.matchAll(/<PartNumber>(\d+)</g)].map(([, number]) => Number(number))
    const path = join(folder, randomUUID())
    let size = 0
    for (const [index, number] of numbers.entries()) {
      const part = upload.parts.get(number)
      if (!part) return denied(400, 'InvalidPart')
      if (part.size < PART_BYTES_MIN && index < numbers.length - 1)
        return denied(400, 'EntityTooSmall')
      await appendFile(path, await readFile(part.path))
      size += part.size
    }
    objects.set(upload.name, { path, type: upload.type, size })
    return { status: 200, xml: '<CompleteMultipartUploadResult></CompleteMultipartUploadResult>' }
  }

  async function multipart(
    request: IncomingMessage,
    name: string,
    query: URLSearchParams,
    body: Buffer,
  ): Promise<Answer> {
    if (request.method === 'POST' && query.has('uploads')) {
      const id = randomUUID()
      uploads.set(id, { name, type: typeOf(request), parts: new Map() })
      return { status: 200, xml: `<R><UploadId>${id}</UploadId></R>` }
    }
    const id = query.get('uploadId') ?? ''
    const upload = uploads.get(id)
    if (!upload || upload.name !== name) return denied(404, 'NoSuchUpload')
    if (request.method === 'PUT') {
      upload.parts.set(Number(query.get('partNumber')), await keep(body))
      return { status: 200, etag: `"${sha256(body)}"` }
    }
    uploads.delete(id)
    return request.method === 'POST' ? finish(upload, body.toString()) : { status: 204 }
  }

  async function answer(request: IncomingMessage): Promise<Answer> {
    const body = await buffer(request)
    received += body.length
    const denial = denialOf(request, known)
    if (denial) return denied(403, denial)
    const url = new URL(request.url ?? '/', 'http://s3')
    const isPresigned = url.searchParams.has('X-Amz-Signature')
    for (const key of [...url.searchParams.keys()])
      if (key.startsWith('X-Amz-')) url.searchParams.delete(key)
    const digest = isPresigned ? 'UNSIGNED-PAYLOAD' : request.headers['x-amz-content-sha256']
    if (digest !== 'UNSIGNED-PAYLOAD' && digest !== sha256(body))
      return denied(400, 'XAmzContentSHA256Mismatch')
    const name = decodeURIComponent(url.pathname)
    if (!name.startsWith('/files/')) return denied(404, 'NoSuchBucket')
    if (url.searchParams.size > 0) return multipart(request, name, url.searchParams, body)
    if (request.method === 'PUT') {
      if (request.headers['if-none-match'] === '*' && objects.has(name))
        return denied(412, 'PreconditionFailed')
      const kept = await keep(body)
      // As in S3, a name changes at once, and readers of the old object read it to its end.
      objects.set(name, { ...kept, type: typeOf(request) })
      return { status: 200, etag: `"${sha256(body)}"` }
    }
    if (request.method === 'DELETE') {
      objects.delete(name)
      return { status: 204 }
    }
    const object = objects.get(name)
    return object ? { status: 200, object } : denied(404, 'NoSuchKey')
  }

  const server = createServer(async (request, response) => {
    try {
      send(request, response, await answer(request))
    } catch {
      // The client disconnected in the middle of its body.
      response.destroy()
    }
  })
  const { url, close } = await listen(server)
  return {
    endpoint: url,
    bucket: 'files',
    ...known,
    receivedBytes: () => received,
    openUploads: () => uploads.size,
    names: () => [...objects.keys()],
    close: async () => {
      await close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

type Answer = { status: number; xml?: string; etag?: string; object?: Stored }

const denied = (status: number, code: string): Answer => ({
  status,
  xml: `<Error><Code>${code}</Code></Error>`,
})

const typeOf = (request: IncomingMessage) =>
  request.headers['content-type'] ?? 'binary/octet-stream'

function send(request: IncomingMessage, response: ServerResponse, answer: Answer) {
  if (answer.etag) response.setHeader('etag', answer.etag)
  if (!answer.object) return response.writeHead(answer.status).end(answer.xml)
  response.writeHead(answer.status, {
    'content-type': answer.object.type,
    'content-length': answer.object.size,
  })
  if (request.method === 'HEAD') return response.end()
  createReadStream(answer.object.path).pipe(response)
}

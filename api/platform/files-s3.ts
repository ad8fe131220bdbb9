import { AwsClient } from 'aws4fetch'
import { fileKey } from './file-key.ts'
import { type PartUpload, putInParts } from './file-parts.ts'
import type { Files } from './platform.ts'

const RETRIES = 3
/** From a request to its answer, with retries and the bytes of a part: 8 MiB at 1.2 Mbit/s. */
const ANSWER_MS_MAX = 60_000

export type S3Config = {
  endpoint: string
  region: string
  bucket: string
  keyId: string
  secret: string
}

/** Any S3-compatible storage, from Node or Workers. The bucket is in the path of the URL. */
export function s3Files(config: S3Config & { answerMsMax?: number }): Files {
  const { answerMsMax = ANSWER_MS_MAX } = config
  const client = new AwsClient({
    accessKeyId: config.keyId,
    secretAccessKey: config.secret,
    region: config.region,
    service: 's3',
    retries: RETRIES,
  })
  const urlOf = (key: string) =>
    `${config.endpoint.replace(/\/$/, '')}/${config.bucket}/${fileKey(key)}`

  async function send(url: string, init: RequestInit): Promise<Response> {
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(unavailable('Storage did not answer.')), answerMsMax)
    const response = await client
      .fetch(url, { ...init, signal: late.signal })
      // The answer has begun: its body may take as long as its reader does.
      .finally(() => clearTimeout(timer))
    if (response.ok) return response
    const code = codeIn(await response.text())
    const message = `Storage answered ${response.status}: ${code}`
    const isBusy = response.status >= 500 || response.status === 429
    throw isBusy ? unavailable(message) : new Error(message, { cause: code })
  }

  /** The digest is signed too, so the storage refuses bytes that changed on the way. */
  async function sendBytes(url: string, bytes: Uint8Array<ArrayBuffer>, type?: string) {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    const headers: Record<string, string> = { 'x-amz-content-sha256': hex(digest) }
    if (type) headers['content-type'] = type
    const response = await send(url, { method: 'PUT', body: bytes, headers })
    await response.body?.cancel()
    return response
  }

  async function startUpload(key: string, type: string): Promise<PartUpload> {
    const url = urlOf(key)
    const started = await send(`${url}?uploads=`, {
      method: 'POST',
      headers: { 'content-type': type },
    })
    const id = encodeURIComponent(textIn(await started.text(), 'UploadId'))
    const tags: string[] = []
    return {
      part: async (number, bytes) => {
        const stored = await sendBytes(`${url}?partNumber=${number}&uploadId=${id}`, bytes)
        tags.push(stored.headers.get('etag') ?? '')
      },
      finish: async () => {
        const parts = tags.map(
          (tag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>${tag}</ETag></Part>`,
        )
        const finished = await send(`${url}?uploadId=${id}`, {
          method: 'POST',
          body: `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`,
        })
        // S3 begins this answer before the outcome is known, so a failure may have status 200.
        const answer = await finished.text()
        if (!answer.includes('<CompleteMultipartUploadResult'))
          throw new Error(`Storage did not finish the upload: ${codeIn(answer)}`)
      },
      abandon: async () => {
        const left = await send(`${url}?uploadId=${id}`, { method: 'DELETE' })
        await left.body?.cancel()
      },
    }
  }

  return {
    put: (key, body, type) =>
      putInParts(body, {
        whole: async (bytes) => void (await sendBytes(urlOf(key), bytes, type)),
        start: () => startUpload(key, type),
      }),

    open: async (key) => {
      const response = await send(urlOf(key), { method: 'GET' }).catch(unlessAbsent)
      if (!response?.body) return undefined
      return {
        body: response.body,
        sizeBytes: Number(response.headers.get('content-length')),
        type: response.headers.get('content-type') ?? 'application/octet-stream',
      }
    },

    presign: async (key, { type, sizeBytes, seconds }) => {
      const headers = { 'content-type': type, 'if-none-match': '*' }
      const url = `${urlOf(key)}?X-Amz-Expires=${seconds}`
      const signed = await client.sign(url, {
        method: 'PUT',
        // All signed: the storage refuses another type or length, and an object that exists.
        headers: { ...headers, 'content-length': String(sizeBytes) },
        aws: { signQuery: true, allHeaders: true },
      })
      return { url: signed.url, headers }
    },

    remove: async (key) => {
      const response = await send(urlOf(key), { method: 'DELETE' }).catch(unlessAbsent)
      await response?.body?.cancel()
    },
  }
}

/** For now, not for this request: whoever asked is told to ask again. */
const unavailable = (message: string) => Object.assign(new Error(message), { code: 'ESTORAGE' })

/** A missing object is an answer; a missing bucket is a mistake that must be reported. */
function unlessAbsent(error: Error): undefined {
  if (error.cause !== 'NoSuchKey') throw error
}

const hex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const codeIn = (xml: string) => /<Code>([^<]+)<\/Code>/.exec(xml)?.[1] ?? 'no reason given'

function textIn(xml: string, tag: string): string {
  const found = new RegExp(`<${tag}>([^<]+)</${tag}>`).exec(xml)?.[1]
  if (!found) throw new Error(`Storage answered without ${tag}.`)
  return found
}

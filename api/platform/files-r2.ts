import type { R2Bucket, R2UploadedPart } from '@cloudflare/workers-types'
import { fileKey } from './file-key.ts'
import { putInParts } from './file-parts.ts'
import type { Files } from './platform.ts'

/** The bucket bound to the Worker. */
export function r2Files(bucket: R2Bucket): Files {
  return {
    put: (key, body, type) => {
      const name = fileKey(key)
      const options = { httpMetadata: { contentType: type } }
      return putInParts(body, {
        whole: async (bytes) => void (await bucket.put(name, bytes, options)),
        start: async () => {
          const upload = await bucket.createMultipartUpload(name, options)
          const parts: R2UploadedPart[] = []
          return {
            part: async (number, bytes) => void parts.push(await upload.uploadPart(number, bytes)),
            finish: async () => void (await upload.complete(parts)),
            abandon: () => upload.abort(),
          }
        },
      })
    },

    open: async (key) => {
      const found = await bucket.get(fileKey(key))
      if (!found) return undefined
      return {
        // The stream types of Workers and the DOM differ only by name.
        body: found.body as unknown as ReadableStream<Uint8Array>,
        sizeBytes: found.size,
        type: found.httpMetadata?.contentType ?? 'application/octet-stream',
      }
    },

    remove: (key) => bucket.delete(fileKey(key)),
  }
}

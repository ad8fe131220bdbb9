import type { Context, TypedResponse } from 'hono'
import type { AppEnv } from './env.ts'

type Made = { etag: string } & ({ text: string } | { bytes: Uint8Array<ArrayBuffer> })

/** Finished JSON with its strong ETag: a reader that has it gets 304 and no body. */
export function cachedJson<T>(
  c: Context<AppEnv>,
  { etag, ...made }: Made,
): Response & TypedResponse<T, 200, 'json'> {
  const headers = { etag, 'cache-control': 'private, no-cache', 'content-type': 'application/json' }
  const response =
    c.req.header('if-none-match') === etag
      ? c.body(null, 304, headers)
      : c.body('bytes' in made ? made.bytes : made.text, 200, headers)
  // The bytes were made from a T; Hono cannot know that from bytes.
  return response as unknown as Response & TypedResponse<T, 200, 'json'>
}

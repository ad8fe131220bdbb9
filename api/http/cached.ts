import type { Context, TypedResponse } from 'hono'
import type { AppEnv } from './env.ts'

type Made = { etag: string } & ({ text: string } | { bytes: Uint8Array<ArrayBuffer> })

/** Finished JSON with its strong ETag: a client that has it gets 304 without a body. */
export function cachedJson<T>(
  c: Context<AppEnv>,
  { etag, ...made }: Made,
): Response & TypedResponse<T, 200, 'json'> {
  const headers = { etag, 'cache-control': 'private, no-cache', 'content-type': 'application/json' }
  const response =
    c.req.header('if-none-match') === etag
      ? c.body(null, 304, headers)
      : c.body('bytes' in made ? made.bytes : made.text, 200, headers)
  // The bytes were made from a T, which Hono cannot see.
  return response as unknown as Response & TypedResponse<T, 200, 'json'>
}

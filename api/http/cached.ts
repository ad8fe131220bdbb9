import type { Context, TypedResponse } from 'hono'
import type { AppEnv } from './env.ts'

/** Finished JSON with its strong ETag: a reader that has it gets 304 and no body. */
export function cachedJson<T>(
  c: Context<AppEnv>,
  { text, etag }: { text: string; etag: string },
): Response & TypedResponse<T, 200, 'json'> {
  const headers = { etag, 'cache-control': 'private, no-cache', 'content-type': 'application/json' }
  const response =
    c.req.header('if-none-match') === etag ? c.body(null, 304, headers) : c.body(text, 200, headers)
  // The text was made from a T; Hono cannot know that from bytes.
  return response as unknown as Response & TypedResponse<T, 200, 'json'>
}

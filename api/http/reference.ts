import { Hono } from 'hono'
import * as z from 'zod'
import { sha256 } from '../platform/sha256.ts'
import { cachedJson } from './cached.ts'
import { docsPage } from './docs-page.ts'
import { DOCS_CSS } from './docs-style.ts'
import type { AppEnv } from './env.ts'
import { answers, open } from './notes.ts'
import type { OpenApi } from './openapi.ts'

type Made = { bytes: Uint8Array<ArrayBuffer>; etag: string; page: string }

/** The API's document, for programs and for people. It is made once, at the first request. */
export function reference(documentOf: (release: string) => OpenApi) {
  async function made({ memo, settings }: AppEnv['Bindings']['platform']): Promise<Made> {
    const kept = memo.map<Made>('reference', 1)
    const known = kept.get(settings.release)
    if (known) return known
    const document = documentOf(settings.release)
    const text = JSON.stringify(document)
    const fresh = {
      bytes: new TextEncoder().encode(text),
      etag: `"${sha256(text)}"`,
      page: String(await docsPage(document)),
    }
    kept.set(settings.release, fresh)
    return fresh
  }

  return new Hono<AppEnv>()
    .get(
      '/openapi.json',
      open(),
      answers(200, 'This document.', z.looseObject({ openapi: z.string() })),
      answers(304, 'The document is still the one of this ETag.'),
      async (c) => cachedJson<OpenApi>(c, await made(c.env.platform)),
    )
    .get(
      '/docs',
      open(),
      answers(200, 'This document, to read.', z.string(), 'text/html'),
      async (c) =>
        c.html((await made(c.env.platform)).page, 200, {
          'content-security-policy': "default-src 'none'; style-src 'self'; frame-ancestors 'none'",
        }),
    )
    .get('/docs.css', open(), answers(200, 'How the page looks.', z.string(), 'text/css'), (c) =>
      c.body(DOCS_CSS, 200, { 'content-type': 'text/css; charset=utf-8' }),
    )
}

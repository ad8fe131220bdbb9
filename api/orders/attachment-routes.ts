import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import { contentDisposition } from '../http/content-disposition.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, problems } from '../http/notes.ts'
import { byId } from '../http/valid.ts'
import { openAttachment } from './open-attachment.ts'

const BYTES = 'application/octet-stream'

/** The files of orders; their uploads are in `api/attachments`. */
export const attachmentFiles = new Hono<AppEnv>().get(
  '/:id/file',
  allow('order.attachment.read'),
  byId,
  answers(200, 'The file, to be saved; the reading is kept.', undefined, BYTES),
  problems('not_found', 'gone'),
  async (c) => {
    const file = await openAttachment(c.var.ctx, c.req.param('id'))
    return c.body(file.body, 200, {
      // Never the file's own type: it is to be saved, not to be shown by a browser.
      'content-type': BYTES,
      'content-length': String(file.sizeBytes),
      'content-disposition': contentDisposition(file.name, 'file'),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    })
  },
)

import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { answers, open, problems } from '../http/notes.ts'
import { once } from '../http/once.ts'
import { limitOpenRoutes } from '../http/rate.ts'
import { body, byId, query } from '../http/valid.ts'
import { completeUpload, removeAttachment, requestUpload } from './commands.ts'
import { Attachment, RequestUpload, Upload, UploadQuery } from './contract.ts'
import { receiveUpload } from './receive.ts'

export const attachments = new Hono<AppEnv>()
  .post(
    '/',
    allow('order.place'),
    body(RequestUpload),
    once,
    answers(201, 'Room for one file, and the address for its bytes.', Upload),
    problems('too_many_requests'),
    async (c) => c.json(await requestUpload(c.var.ctx, c.req.valid('json')), 201),
  )
  .post(
    '/:id/completion',
    allow('order.place'),
    byId,
    answers(200, 'The bytes have arrived: an order may name the file.', Attachment),
    problems('not_found', 'conflict', 'unsupported_media_type', 'too_large'),
    async (c) => c.json(await completeUpload(c.var.ctx, c.req.param('id')), 200),
  )
  .post(
    '/:id/removal',
    allow('order.place'),
    byId,
    answers(200, 'No order will have the file; its bytes are erased.', Attachment),
    problems('not_found', 'conflict'),
    async (c) => c.json(await removeAttachment(c.var.ctx, c.req.param('id')), 200),
  )

/** The signed addresses, for stores that cannot sign addresses of their own. */
export const attachmentUploads = new Hono<AppEnv>()
  .use(limitOpenRoutes)
  .put(
    '/:id',
    open(),
    byId,
    query(UploadQuery),
    answers(200, 'The bytes are stored.', Attachment),
    problems('not_found', 'gone', 'conflict', 'malformed', 'too_large', 'unsupported_media_type'),
    async (c) => {
      const length = c.req.header('content-length')
      const sent = {
        ...c.req.valid('query'),
        id: c.req.param('id'),
        body: c.req.raw.body,
        contentLength: length === undefined ? null : Number(length),
      }
      return c.json(await receiveUpload(c.env.platform, sent), 200)
    },
  )

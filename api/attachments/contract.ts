import * as z from 'zod'
import { ATTACHMENT_STATES, ATTACHMENT_TYPES } from '#db/words.ts'
import { Id, Instant, kind, QueryInt } from '../shapes.ts'
import { ATTACHMENT_BYTES_MAX } from './bounds.ts'

export type RequestUpload = z.infer<typeof RequestUpload>
export const RequestUpload = z.strictObject({
  /** What the sender takes the file for; the bytes decide. */
  type: z.enum(ATTACHMENT_TYPES),
  sizeBytes: z.int().min(1).max(ATTACHMENT_BYTES_MAX),
})

export type Attachment = z.infer<typeof Attachment>
export const Attachment = z.object({
  id: Id,
  state: z.enum(ATTACHMENT_STATES),
  /** Null until the bytes have arrived. */
  type: z.enum(ATTACHMENT_TYPES).nullable(),
  sizeBytes: z.int().nullable(),
})

export type Upload = z.infer<typeof Upload>
/** An attachment and the address for its bytes: one `PUT` with these headers, no cookie and no token. */
export const Upload = Attachment.extend({
  upload: z.object({
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    expiresAt: Instant,
  }),
})

/** What an upload's address is signed with. */
export type UploadQuery = z.infer<typeof UploadQuery>
export const UploadQuery = z.strictObject({
  until: QueryInt(0, 9_999_999_999),
  signature: kind('signature', z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits')),
})

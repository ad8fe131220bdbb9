import { and, eq, gt, lt, sql } from 'drizzle-orm'
import { attachments } from '#db/schema/attachments.ts'
import { AppError } from '../errors.ts'
import type { Platform } from '../platform/platform.ts'
import type { Attachment, UploadQuery } from './contract.ts'
import { sniffed, tooLarge } from './first-bytes.ts'
import { objectKey } from './objects.ts'
import { attachmentOf, noAttachment } from './queries.ts'
import { MEDIA_TYPES } from './sniff.ts'
import { requireSigned } from './upload-address.ts'

/** Tries of one upload: a phone on a train needs a few. */
const TRIES_MAX = 10

type Sent = UploadQuery & {
  id: string
  body: ReadableStream<Uint8Array> | null
  /** As the sender says; null for a body of unknown length. */
  contentLength: number | null
}

/**
 * Streams the bytes of an upload into the storage, for whoever has its signed address. Each try writes an
 * object of its own that its row counts first, so a process that dies here leaves nothing that the sweep does
 * not find. Of two tries, the first to finish is kept.
 */
export async function receiveUpload(
  platform: Pick<Platform, 'db' | 'files' | 'clock' | 'settings'>,
  { id, until, signature, body, contentLength }: Sent,
): Promise<Attachment> {
  requireSigned(platform, { id, until, signature })
  const { declaredBytes, tries } = await beginTry(platform, id)
  if (contentLength !== null && contentLength > declaredBytes) throw tooLarge(declaredBytes)
  const { type, whole } = await sniffed(body ?? new Blob([]).stream(), declaredBytes)
  const key = objectKey(id, tries)
  const { sizeBytes } = await platform.files.put(key, whole, MEDIA_TYPES[type])
  const [kept] = await platform.db
    .update(attachments)
    .set({ state: 'kept', type, sizeBytes, keptTry: tries })
    .where(and(eq(attachments.id, id), isOpen(platform)))
    .returning()
  if (kept) return attachmentOf(kept)
  await platform.files.remove(key)
  throw arrived()
}

const isOpen = ({ clock }: Pick<Platform, 'clock'>) =>
  and(eq(attachments.state, 'waiting'), gt(attachments.dueAt, clock.now()))

async function beginTry(platform: Pick<Platform, 'db' | 'clock'>, id: string) {
  const [begun] = await platform.db
    .update(attachments)
    .set({ tries: sql`${attachments.tries} + 1` })
    .where(and(eq(attachments.id, id), isOpen(platform), lt(attachments.tries, TRIES_MAX)))
    .returning()
  if (begun) return begun
  const [row] = await platform.db.select().from(attachments).where(eq(attachments.id, id))
  if (!row) throw noAttachment()
  throw row.state === 'waiting'
    ? new AppError('gone', 'This upload has ended. Ask for another one.')
    : arrived()
}

const arrived = () =>
  new AppError('conflict', 'The bytes of this upload have arrived already.', {
    facts: { reason: 'arrived' },
  })

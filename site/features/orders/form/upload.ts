import { ATTACHMENT_BYTES_MAX, SNIFFED_BYTES } from '#api/attachments/bounds.ts'
import { type AttachmentType, sniff } from '#api/attachments/sniff.ts'
import { api } from '../../../lib/client.ts'
import { ApiProblem } from '../../../lib/problem.ts'
import { sendFile } from '../../../lib/send-file.ts'
import type { FileFault } from '../../../ui/form-field/file-state.ts'

class Refused extends Error {
  readonly why: FileFault
  constructor(why: FileFault) {
    super(why)
    this.why = why
  }
}

/** Uploads a file and resolves with its id, for an answer of the form. What is refused is not sent at all. */
export async function upload(
  file: File,
  options: { onSent: (share: number) => void; signal: AbortSignal },
): Promise<string> {
  const type = await typeOf(file)
  const { id, upload: way } = await api.post('/attachments', {
    json: { type, sizeBytes: file.size },
    idempotencyKey: crypto.randomUUID(),
  })
  try {
    await sendFile(way, file, options)
    await api.post('/attachments/:id/completion', { param: { id } })
  } catch (error) {
    forget(id)
    throw error
  }
  return id
}

/** Gives up an upload. If the call is lost, the bytes go a day later. */
export const forget = (id: string): void =>
  void api.post('/attachments/:id/removal', { param: { id } }).catch(() => undefined)

async function typeOf(file: File): Promise<AttachmentType> {
  if (file.size === 0) throw new Refused('empty')
  if (file.size > ATTACHMENT_BYTES_MAX) throw new Refused('too_large')
  const first = new Uint8Array(await file.slice(0, SNIFFED_BYTES).arrayBuffer())
  const type = sniff(first)
  if (!type) throw new Refused('type')
  return type
}

export function whyOf(error: unknown): FileFault {
  if (error instanceof Refused) return error.why
  const code = error instanceof ApiProblem ? error.code : undefined
  if (code === 'offline') return 'offline'
  if (code === 'too_many_requests') return 'too_many'
  return code === 'unsupported_media_type' ? 'type' : 'failed'
}

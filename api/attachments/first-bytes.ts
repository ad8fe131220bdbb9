import { AppError } from '../errors.ts'
import { SNIFFED_BYTES } from './bounds.ts'
import { type AttachmentType, sniff } from './sniff.ts'

export const refusedType = () =>
  new AppError(
    'unsupported_media_type',
    'This is no picture and no PDF. Send a JPEG, PNG, WebP or HEIC picture, or a PDF.',
  )
export const tooLarge = (bytesMax: number) =>
  new AppError('too_large', `The file may have at most ${bytesMax} bytes, as the upload said.`, {
    facts: { maxBytes: bytesMax },
  })
const brokeOff = (cause?: unknown) =>
  new AppError('malformed', 'The file broke off. Send it again.', { cause })

/** Reads no more than the first bytes of a stored file, and lets go of the rest. */
export async function typeOfStored(body: ReadableStream<Uint8Array>) {
  const { head, reader } = await headOf(body)
  await reader.cancel()
  return sniff(head)
}

/**
 * What a body is, from its first bytes, and the same body, which ends in an error when it has other than
 * `bytes` bytes. Nothing but the piece under way is in memory. A body of another type is refused before
 * anything of it is stored.
 */
export async function sniffed(
  body: ReadableStream<Uint8Array>,
  bytes: number,
): Promise<{ type: AttachmentType; whole: ReadableStream<Uint8Array> }> {
  const { head, reader } = await headOf(body)
  const type = sniff(head)
  if (!type) {
    await reader.cancel().catch(() => undefined)
    throw refusedType()
  }
  let count = 0
  let next: Promise<ReadableStreamReadResult<Uint8Array>> | undefined = Promise.resolve({
    done: false,
    value: head,
  })
  const whole = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await (next ?? reader.read()).catch((cause) => {
        throw brokeOff(cause)
      })
      next = undefined
      if (done) {
        if (count < bytes) throw brokeOff()
        return controller.close()
      }
      count += value.length
      if (count > bytes) {
        await reader.cancel().catch(() => undefined)
        throw tooLarge(bytes)
      }
      controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
  return { type, whole }
}

async function headOf(body: ReadableStream<Uint8Array>) {
  const reader = body.getReader()
  let head = new Uint8Array()
  while (head.length < SNIFFED_BYTES) {
    const { done, value } = await reader.read().catch((cause) => {
      throw brokeOff(cause)
    })
    if (done) break
    const longer = new Uint8Array(head.length + value.length)
    longer.set(head)
    longer.set(value, head.length)
    head = longer
  }
  return { head, reader }
}

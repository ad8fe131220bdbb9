import { AppError } from '../errors.ts'
import type { Platform } from '../platform/platform.ts'
import { hmacSha256 } from '../platform/sha256.ts'
import { sameBytes } from '../same-bytes.ts'

type Keys = Pick<Platform, 'settings'>
type Signed = { id: string; until: number; signature: string }

// With blanks, so that no signed token is a signature of this, nor the reverse.
const signedText = (id: string, until: number) => `attachment upload ${id} ${until}`

/** Our own address for the bytes of an upload; until the instant in seconds nobody needs another right. */
export function uploadAddress({ settings }: Keys, id: string, until: Date): string {
  const [newest] = settings.tokenKeys
  if (!newest) throw new Error('there is no key')
  const seconds = Math.floor(until.getTime() / 1000)
  const signature = hmacSha256(newest.secret, signedText(id, seconds))
  return `/api/uploads/${id}?until=${seconds}&signature=${signature}`
}

/** Throws `not_found` unless we signed this address, and `gone` once it is too old. */
export function requireSigned(
  { settings, clock }: Pick<Platform, 'settings' | 'clock'>,
  { id, until, signature }: Signed,
): void {
  const given = new TextEncoder().encode(signature)
  const isOurs = settings.tokenKeys.some(({ secret }) =>
    sameBytes(new TextEncoder().encode(hmacSha256(secret, signedText(id, until))), given),
  )
  if (!isOurs) throw new AppError('not_found', 'There is no such upload.')
  if (until * 1000 <= clock.now().getTime())
    throw new AppError('gone', 'The address of this upload is too old. Ask for another upload.')
}

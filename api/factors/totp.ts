import { Secret, TOTP } from 'otpauth'
import type { Enrolment } from './contract.ts'

const ISSUER = 'Maru'
const SECRET_BYTES = 20
const STEP_SECONDS = 30
/** Steps before and after the current one whose codes are accepted: clocks differ, and people type slowly. */
const WINDOW_STEPS = 1

export const newSecret = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES))
  return new Secret({ buffer: bytes.buffer }).base32
}

const totpOf = (secret: string, label = '') =>
  new TOTP({
    issuer: ISSUER,
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: STEP_SECONDS,
    secret: Secret.fromBase32(secret),
  })

/** What an authenticator app needs, as the text of a QR code and for typing. */
export const enrolmentOf = (secret: string, username: string): Enrolment => ({
  uri: totpOf(secret, username).toString(),
  key: secret.replace(/(.{4})(?=.)/g, '$1 '),
})

/** The 30-second step of this code (RFC 6238); undefined when it matches no step near `at`. */
export function stepOf(secret: string, code: string, at: Date): number | undefined {
  // The library compares bytes and throws when their number differs.
  if (!/^\d{6}$/.test(code)) return undefined
  const timestamp = at.getTime()
  const away = totpOf(secret).validate({ token: code, timestamp, window: WINDOW_STEPS })
  return away === null ? undefined : Math.floor(timestamp / 1000 / STEP_SECONDS) + away
}

import { Secret, TOTP } from 'otpauth'
import type { Platform } from '#api/platform/platform.ts'

const STEP_MS = 30_000

/** The code that an authenticator app with this key shows now, or `later` steps of thirty seconds from now. */
export const codeShown = ({ clock }: Pick<Platform, 'clock'>, key: string, later = 0): string =>
  new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) }).generate({
    timestamp: clock.now().getTime() + later * STEP_MS,
  })

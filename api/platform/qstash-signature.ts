import { Receiver } from '@upstash/qstash'
import { decodeJwt } from 'jose'
import { AppError } from '../errors.ts'
import type { Cache } from './platform.ts'

const CLOCK_TOLERANCE_SECONDS = 5

export type SignedRequest = { body: string; signature: string | undefined; url: string }
export type VerifyQstash = (request: SignedRequest) => Promise<void>

/**
 * Accepts a message from QStash: signed by the current or the next key, for this exact body and address, not
 * expired, and seen for the first time. `url` is our public address of the route, because behind a proxy
 * the request itself has another one.
 */
export function verifyQstash(config: {
  currentKey: string
  nextKey: string
  cache: Cache
}): VerifyQstash {
  const receiver = new Receiver({
    currentSigningKey: config.currentKey,
    nextSigningKey: config.nextKey,
    devMode: false,
  })

  return async ({ body, signature, url }) => {
    if (!signature) throw refused('The signature is missing.')
    try {
      await receiver.verify({ body, signature, url, clockTolerance: CLOCK_TOLERANCE_SECONDS })
    } catch (cause) {
      throw refused('The signature does not fit this message.', cause)
    }
    const { jti, exp, iat } = decodeJwt(signature)
    if (!jti || !exp || !iat) throw refused('The signature has no name or no end.')
    // Remembered for longer than the signature is valid; each delivery, also a retry, has its own.
    const rememberSeconds = Math.max(60, exp - iat + 2 * CLOCK_TOLERANCE_SECONDS)
    if (!(await config.cache.claim(`qstash:${jti}`, rememberSeconds)))
      throw refused('This message was let in before.')
  }
}

const refused = (detail: string, cause?: unknown) =>
  new AppError('unauthenticated', detail, { cause })

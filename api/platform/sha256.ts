import { createHash, createHmac } from 'node:crypto'

/** SHA-256 of a text, in hex. At once: the asynchronous form waits for a thread that scrypt may hold. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** HMAC-SHA-256 of a text, in hex: nobody without the key can tell a guessed text from the right one. */
export const hmacSha256 = (key: Uint8Array, text: string): string =>
  createHmac('sha256', key).update(text).digest('hex')

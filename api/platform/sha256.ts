import { createHash, createHmac } from 'node:crypto'

/** SHA-256 of a text, in hex. Synchronous: the asynchronous form waits for a thread that scrypt may occupy. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** HMAC-SHA-256 of a text, in hex: without the key, nobody can check a guessed text. */
export const hmacSha256 = (key: Uint8Array, text: string): string =>
  createHmac('sha256', key).update(text).digest('hex')

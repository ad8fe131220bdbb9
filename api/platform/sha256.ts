import { createHash } from 'node:crypto'

/** SHA-256 of a text, in hex. At once: the asynchronous form waits for a thread that scrypt may hold. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

import { TOKEN_PREFIX } from './queries.ts'

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const CHARACTERS = 40
/** The largest multiple of 62 that fits a byte; values above would make some letters more likely. */
const EVEN = 256 - (256 % LETTERS.length)

/** A new token, `maru_pat_` and 40 letters and digits: 238 random bits. */
export function newTokenSecret(): string {
  let text = ''
  while (text.length < CHARACTERS)
    for (const byte of crypto.getRandomValues(new Uint8Array(CHARACTERS)))
      if (byte < EVEN && text.length < CHARACTERS) text += LETTERS[byte % LETTERS.length]
  return TOKEN_PREFIX + text
}

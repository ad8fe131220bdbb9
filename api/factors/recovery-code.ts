/** Crockford's alphabet: no letter looks like a digit or another letter. Five bits per character. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
/** Eighty random bits cannot be guessed even without a lock, so a plain digest is enough to store them. */
const CHARACTERS = 16

/** `xxxx-xxxx-xxxx-xxxx` */
export function newRecoveryCode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(CHARACTERS))
  // 256 is a multiple of 32, so every character is equally likely.
  const digits = [...bytes].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
  return digits.replace(/(.{4})(?=.)/g, '$1-')
}

/** Normalises a typed code; undefined for text that cannot be one. */
export function recoveryCodeIn(typed: string): string | undefined {
  const digits = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s-]/g, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1')
  if (digits.length !== CHARACTERS) return undefined
  return [...digits].every((digit) => ALPHABET.includes(digit)) ? digits : undefined
}

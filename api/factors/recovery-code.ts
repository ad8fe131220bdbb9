/** Crockford's digits: no letter that looks like a digit or like another letter. Five bits each. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
/** Eighty random bits: guessing is hopeless even without a lock, so a plain digest keeps them. */
const CHARACTERS = 16

/** `xxxx-xxxx-xxxx-xxxx` */
export function newRecoveryCode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(CHARACTERS))
  // 256 is a multiple of 32, so every digit is as likely.
  const digits = [...bytes].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
  return digits.replace(/(.{4})(?=.)/g, '$1-')
}

/** One spelling of a code, however it was typed from paper; undefined for what cannot be one. */
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

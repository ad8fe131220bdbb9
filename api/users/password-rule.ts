import { COMMON_PASSWORDS } from './common-passwords.ts'

export const PASSWORD_CHARACTERS_MIN = 10
export const PASSWORD_CHARACTERS_MAX = 200

/** The fault of a new password, undefined for none. The rule demands length, not kinds of characters. */
export type PasswordFault = 'too_short' | 'common' | 'repeated' | 'personal'

export function passwordFault(password: string): Exclude<PasswordFault, 'personal'> | undefined {
  const letters = [...password.normalize('NFKC')]
  if (letters.length < PASSWORD_CHARACTERS_MIN) return 'too_short'
  if (new Set(letters).size < 4) return 'repeated'
  return isCommon(password) ? 'common' : undefined
}

/** A common word with a capital, or with digits or punctuation at the end, is still common. */
function isCommon(password: string): boolean {
  const plain = password.normalize('NFKC').toLowerCase()
  const bare = plain.replace(/[\d\W_]+$/, '')
  return COMMON_PASSWORDS.has(plain) || COMMON_PASSWORDS.has(bare)
}

/** What others know or can find out about a person who sets a password. */
export type Owner = {
  username: string
  email?: string | null | undefined
  companyName?: string | undefined
}

/** Shorter names occur in too many words by chance. */
const NAME_LETTERS_MIN = 4
/** Two Hangul syllables take as many keystrokes as four Latin letters. */
const HANGUL_LETTERS_MIN = 2

/**
 * Whether a password contains its owner's username, the part of the e-mail before the @ or the company's
 * name, in any case and with any punctuation between the letters. Attackers try those first.
 */
export function isPersonal(password: string, { username, email, companyName }: Owner): boolean {
  const plain = lettersOf(password)
  const names = [username, email?.split('@')[0] ?? '', companyName ?? ''].map(lettersOf)
  return names.some((name) => {
    const min = /[가-힣]/.test(name) ? HANGUL_LETTERS_MIN : NAME_LETTERS_MIN
    return name.length >= min && plain.includes(name)
  })
}

/** Letters and digits in one spelling, without the legal form of a company. */
const lettersOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(주\)|주식회사|\(유\)|유한회사/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')

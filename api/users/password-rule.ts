import { COMMON_PASSWORDS } from './common-passwords.ts'

export const PASSWORD_CHARACTERS_MIN = 10
export const PASSWORD_CHARACTERS_MAX = 200

/** What is wrong with a new password; undefined when nothing is. Length decides, not kinds of characters. */
export type PasswordFault = 'too_short' | 'common' | 'repeated'

export function passwordFault(password: string): PasswordFault | undefined {
  const letters = [...password.normalize('NFKC')]
  if (letters.length < PASSWORD_CHARACTERS_MIN) return 'too_short'
  if (new Set(letters).size < 4) return 'repeated'
  return isCommon(password) ? 'common' : undefined
}

/** Common words stay common with a capital, a year or an exclamation mark behind them. */
function isCommon(password: string): boolean {
  const plain = password.normalize('NFKC').toLowerCase()
  const bare = plain.replace(/[\d\W_]+$/, '')
  return COMMON_PASSWORDS.has(plain) || COMMON_PASSWORDS.has(bare)
}

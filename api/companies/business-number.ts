import { toAscii } from '../code.ts'

const WEIGHTS = [1, 3, 7, 1, 3, 7, 1, 3, 5]

/** The 사업자등록번호: ten digits, the last of which is a check digit (rule of the 국세청). */
export function isBusinessNumber(text: string): boolean {
  const typed = toAscii(text)
  if (!/^\d{3} ?-? ?\d{2} ?-? ?\d{5}$/.test(typed)) return false
  // No tax office has the number 000; ten zeros would have a valid check digit.
  if (typed.startsWith('000')) return false
  const digits = [...typed.replace(/\D/g, '')].map(Number)
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * (digits[i] ?? 0), 0)
  const carried = Math.floor((5 * (digits[8] ?? 0)) / 10)
  return (10 - ((sum + carried) % 10)) % 10 === digits[9]
}

/** `123-45-67890`, from any notation. */
export function plainBusinessNumber(text: string): string {
  const digits = toAscii(text).replace(/\D/g, '')
  return `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}`
}

const WEIGHTS = [1, 3, 7, 1, 3, 7, 1, 3, 5]

/** The 사업자등록번호: ten digits of which the last follows from the others (국세청's rule). */
export function isBusinessNumber(text: string): boolean {
  if (!/^\d{3}[- ]?\d{2}[- ]?\d{5}$/.test(text.trim())) return false
  // No office has the number 000; all zeros would pass as their own check digit.
  if (text.trim().startsWith('000')) return false
  const digits = [...text.replace(/\D/g, '')].map(Number)
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * (digits[i] ?? 0), 0)
  const carried = Math.floor((5 * (digits[8] ?? 0)) / 10)
  return (10 - ((sum + carried) % 10)) % 10 === digits[9]
}

/** `123-45-67890`, whatever was typed between the digits. */
export function plainBusinessNumber(text: string): string {
  const digits = text.replace(/\D/g, '')
  return `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}`
}

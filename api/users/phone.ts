/** A Korean telephone number as people write it: area or mobile code, 9 to 11 digits; 15xx numbers have eight. */
export function isBusinessPhone(text: string): boolean {
  if (!/^[\d\s().-]+$/.test(text)) return false
  const digits = text.replace(/\D/g, '')
  return /^0\d{8,10}$/.test(digits) || /^1[5-9]\d{6}$/.test(digits)
}

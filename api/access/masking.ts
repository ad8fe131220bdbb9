/**
 * Masked forms of personal data (`domain.md` D.5). Masking happens here, on the server; the caller decides
 * who sees which form. An answer in an unknown form is starred whole. An empty one stays empty, so that a
 * reader can tell "not asked" from "hidden".
 */

/** `홍*동`, `홍*`. Counts graphemes, not code units. */
export function maskName(name: string): string {
  const text = name.trim()
  // Most names are plain Hangul, where each code unit is a letter. This matters: lists mask fifty at a time.
  const letters = HANGUL.test(text)
    ? text.split('')
    : [...LETTERS.segment(text)].map(({ segment }) => segment)
  const [first = ''] = letters
  if (letters.length <= 1) return first && '*'
  if (letters.length === 2) return `${first}*`
  return `${first}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`
}

/** `010-****-1234`; Seoul's area code has two digits. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  const area = digits.startsWith('02') ? 2 : 3
  const middle = digits.length - area - 4
  if (middle < 3 || !digits.startsWith('0')) return stars(phone)
  return `${digits.slice(0, area)}-${'*'.repeat(middle)}-${digits.slice(-4)}`
}

/** `h***@example.com`. */
export function maskEmail(email: string): string {
  const [, first, domain] = /^(.)[^@]*(@[^@]+)$/u.exec(email.trim()) ?? []
  return first && domain ? `${first}***${domain}` : stars(email)
}

/** `90****` of `1990-04-05` or of `900405`: only the year stays. */
export function maskBirth(birthDate: string): string {
  const digits = birthDate.replace(/\D/g, '')
  if (digits.length === 8) return `${digits.slice(2, 4)}****`
  if (digits.length === 6) return `${digits.slice(0, 2)}****`
  return stars(birthDate)
}

/** The province or city and its districts: `경기도 성남시 분당구`. */
export function maskAddress(address: string): string {
  const [province = '', ...rest] = address
    .trim()
    .replace(/^[([]?\d{5}[)\]]?\s*/, '')
    .split(/[\s,]+/)
  if (!PROVINCE.test(province) && !DISTRICT.test(province)) return stars(address)
  const streetAt = rest.findIndex((word) => !DISTRICT.test(word))
  return [province, ...rest.slice(0, streetAt < 0 ? DISTRICTS_MAX : streetAt)]
    .slice(0, 1 + DISTRICTS_MAX)
    .join(' ')
}

/** The last six characters of an IMEI, EID or serial; nothing of a shorter one. */
export function lastSix(serial: string): string {
  const text = serial.trim()
  if (text.length <= SERIAL_SHOWN) return '*'.repeat(text.length)
  return `${'*'.repeat(text.length - SERIAL_SHOWN)}${text.slice(-SERIAL_SHOWN)}`
}

/** `***-****-1234`, from a whole account number or from the four digits that are kept of it. */
export function maskAccount(account: string): string {
  const digits = account.replace(/\D/g, '')
  if (digits.length < 4) return stars(account)
  return `***-****-${digits.slice(-4)}`
}

const HANGUL = /^[가-힣]+$/
const LETTERS = new Intl.Segmenter('ko', { granularity: 'grapheme' })
const SERIAL_SHOWN = 6
/** 성남시 분당구: a city may have districts; below them there are none. */
const DISTRICTS_MAX = 2
const DISTRICT = /^[가-힣]{1,6}[시군구]$/
const PROVINCE =
  /^(서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주|충청[남북]|전라[남북]|경상[남북])(특별시|광역시|특별자치시|특별자치도|시|도)?$/

const stars = (text: string) => (text.trim() ? '***' : '')

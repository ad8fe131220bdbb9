import { isLuhn, toAscii } from './code.ts'

/**
 * Numbers that this product never stores: a resident registration number (주민등록번호, also a
 * foreigner's) and a payment card number. Free texts that hold one are refused before they are stored.
 */
export type PersonalNumber = 'resident_number' | 'card_number'

/** Numbers of orders and companies contain dates, which are no birth dates. */
const OWN_CODES = /(^|[^A-Za-z])(SK|KT|LG|HQ|AG|RT)-?\d{6}-?[0-9A-Za-z]{4,8}(?![0-9A-Za-z])/g
/** Blanks and marks between the halves; U+119E is ㆍ, the middle dot of Korean keyboards, in compatible form. */
const MARK = '[\\s.\\-_/:·•・\\u119E,~∼|()]{0,3}'
/**
 * `901010-1234567` with any separator or none; with a century, or with marks within the day, only beside a
 * hyphen. Not followed by 원.
 */
const RESIDENT = new RegExp(
  `(?:^|\\D)(?:(?<day>\\d{6})(?<mark>${MARK})|(?<century>19|20)?(?<dayIn>\\d{6}|\\d\\d([./-])\\d\\d\\5\\d\\d)-)(?<rest>[1-8]\\d{6})(?!\\d|,\\d|\\s?원)`,
  'g',
)
/**
 * 13 to 19 digits, together or in the groups that cards print. A card starts with 2 to 6, or with 9 for
 * domestic ones. The month of its end may follow. Digits after the first group of a telephone number belong to
 * it: `010 4234 5678 1588 1234`.
 */
const CARD =
  /(?:^|\D)(?<!(?:^|\D)(?:0\d{1,3}|1[568]\d\d)[\s.\-_/])([2-69]\d{12,18}|[2-69]\d{3}([\s.\-_/·\u119E~])\d{4}\2\d{4}\2\d{1,7}|3\d{3}([\s.\-_/])\d{6}\3\d{4,5})(?=[\s.\-_]?(?:0[1-9]|1[0-2])[/.-](?:20)?\d\d(?!\d)|(?![\s.\-_/]?\d))/g
/**
 * One or more telephone numbers in a row, whose groups could read as a card number together. Four digits
 * before a group that starts like a telephone number may be the first group of a card.
 */
const TELEPHONES =
  /(?<!(?:^|\D)\d{4}[\s.\-_/])(?<!\d)(?:(?:0\d{1,3}([\s.\-_/])\d{3,4}\1\d{4}|1[568]\d\d[\s.\-_/]\d{4})(?!\d)[\s.\-_/]?)+/g
const SPACED_OUT = /(?:\d (?:- )?){12,}\d/g
const SPACED_MARK = /(?<=\d) ?- ?(?=\d)/g

export function personalNumberIn(text: string): PersonalNumber | undefined {
  // Both kinds have at least 13 digits, and most texts have fewer.
  if (!/(?:\p{N}[^\p{N}]*){13}/u.test(text)) return undefined
  const plain = toAscii(text)
    .replace(OWN_CODES, '$1')
    .replace(SPACED_OUT, (digits) => digits.replaceAll(' ', ''))
    .replace(SPACED_MARK, '-')
  for (const { groups = {} } of plain.matchAll(RESIDENT)) {
    const { day, dayIn = day ?? '', century, mark, rest = '' } = groups
    if (
      isBirthDay(dayIn.replace(/\D/g, ''), rest, century) &&
      !(mark === '' && isBarcode(dayIn + rest))
    )
      return 'resident_number'
  }
  for (const [, number = ''] of plain.replace(TELEPHONES, '☎ ').matchAll(CARD))
    if (isCard(number.replace(/\D/g, ''))) return 'card_number'
  return undefined
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
/** The last two digits from here on are no birth year of this century yet. */
const YEAR_TO_COME = 50

/** The digit after the birth date gives the century: 1, 2, 5, 6 the last one, 3, 4, 7, 8 this one. */
function isBirthDay(day: string, rest: string, century?: string): boolean {
  const [year = 0, month = 0, date = 0] = (day.match(/\d\d/g) ?? []).map(Number)
  const isOurs = /^[3478]/.test(rest)
  if (isOurs ? century === '19' || year >= YEAR_TO_COME : century === '20') return false
  return date >= 1 && date <= (DAYS[month - 1] ?? 0)
}

/**
 * The barcode of a Korean product, such as `8806095299358` of a telephone: EAN-13 with the prefix 880, whose
 * digits often read as a birth date. If the check digit of a resident number is right too, it is no barcode.
 */
const isBarcode = (digits: string) =>
  digits.startsWith('880') && sumOf(digits, '1313131313131') % 10 === 0 && !isChecked(digits)

/** Whether the last digit checks the others, as in numbers until October 2020; a foreigner's is two higher. */
const isChecked = (digits: string) => {
  const from = /^.{6}[5-8]/.test(digits) ? 13 : 11
  return (from - (sumOf(digits, '234567892345') % 11)) % 10 === Number(digits[12])
}

const sumOf = (digits: string, weights: string): number =>
  [...weights].reduce((sum, weight, i) => sum + Number(weight) * Number(digits[i]), 0)

/** The lengths of cards by first digit, so that an IMEI or account number is not taken for a card. */
const ISSUED: Record<number, RegExp> = {
  13: /^4/,
  14: /^3(0[0-5]|[68])/,
  15: /^3[47]/,
  16: /^(2[2-7]|35(2[89]|[3-8])|[4-69])/,
}
const isCard = (digits: string) =>
  isLuhn(digits) && (ISSUED[digits.length] ?? /^[456]/).test(digits)

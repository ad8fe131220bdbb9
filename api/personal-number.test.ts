import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isLuhn } from './code.ts'
import { personalNumberIn } from './personal-number.ts'
import { formatPhone, phoneLengths } from './phone-groups.ts'

test.each([
  '901010-1234567',
  '주민번호 9010101234567 입니다',
  '901010 - 1234567',
  '901010.1234567',
  '９０１０１０－１２３４５６７',
  '901010–5234567',
  '홍길동(900229–2234567)',
  '9 0 1 0 1 0 1 2 3 4 5 6 7',
  '19901010-1234567',
  '901010\u200B-1234567',
  '901010ㅡ1234567',
  '901010~1234567',
  '901010ㆍ1234567',
  '901010)1234567',
  '901010(1234567)',
  '9 0 1 0 1 0 - 1 2 3 4 5 6 7',
  '90.10.10-1234567',
  '90-10-10 - 1234567',
])('%s is read as a resident number', (text) => {
  expect(personalNumberIn(text)).toBe('resident_number')
})

test.each([
  '4111 1111 1111 1111',
  '4111-1111-1111-1111',
  '카드 5500000000000004 결제',
  '３７８２ ８２２４６３ １０００５',
  '3782-822463-10005',
  '4111 - 1111 - 1111 - 1111',
  '4111ㆍ1111ㆍ1111ㆍ1111',
  '4111 1111 1111 1111 12/28 123',
  '4111-1111-1111-1111-12-28',
  '4111111111111111 05/2029',
  '6011111111111117',
  '3530111333300000',
  '4222222222222',
  '9409 1200 0000 0004',
  '4111 0111 1111 1113',
  '4111-1588-1234-1117',
  '010-1234-5678 4111-1111-1111-1111',
  '1588 1234 4111 1111 1111 1111',
  '02 2000 4884 4111 1111 1111 1111',
])('%s is read as a card', (text) => {
  expect(personalNumberIn(text)).toBe('card_number')
})

describe('other numbers are no personal numbers', () => {
  test.each([
    '901010-1******',
    '901310-1234567',
    '901010-9234567',
    'SK-261120-1234567',
    '주문 KT-261120-4A7K2M9Q 확인',
    'AG-261120-0001',
    '124-81-00998',
    '261120 3500000원',
    '2026-11-20 3500000원 입금',
    '4111 1111 1111 1112',
    '490154203237518',
    '89033023422120000000000012345678',
    '8982050012345678901',
    '010-1234-5678, 010-2345-6789 / 02-123-4567',
    '110-123-456789',
    '서울특별시 중구 세종대로 110, 12345',
    '2026-11-20T09:00:00.000Z',
    '1,234,567,890,123원',
    // The barcode of a Galaxy, and other Korean barcodes whose digits read as a day of 1988.
    '8806095299358',
    '삼성 8806092871434 블랙',
    // Nobody was born in 2088, and the digit 1 does not belong to this century.
    '880104-3234567',
    '20261120-1234567',
    '개통 26-11-20 3234567',
    '4111 1111 1111 1112 12/28',
    '4111-1111-1111-1111-1228',
    '010 4234 5678 1588 1238',
    '02-2000-4884\n0500 6431 9476',
    '2026.11.20 02 2000 4884 0500 6431 9476',
  ])('%s', (text) => {
    expect(personalNumberIn(text)).toBeUndefined()
  })

  const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
  const two = (max: number) => fc.integer({ min: 1, max }).map((n) => String(n).padStart(2, '0'))
  const orderNumber = fc
    .tuple(
      fc.constantFrom('SK', 'KT', 'LG', 'AG', 'RT', 'HQ'),
      two(12),
      two(28),
      fc.stringMatching(/^[0-9A-Z]{4,8}$/),
    )
    .map(([prefix, month, day, rest]) => `${prefix}-26${month}${day}-${rest}`)
  const phone = fc
    .constantFrom('010', '02', '031', '070', '1588', '050')
    .chain((start) =>
      digits((phoneLengths(`${start}0`)?.max ?? 8) - start.length).map((rest) =>
        formatPhone(start + rest),
      ),
    )
    .chain((written) => fc.constantFrom('-', ' ', '.').map((mark) => written.replaceAll('-', mark)))
  const businessNumber = digits(10).map((ten) => ten.replace(/^(\d{3})(\d{2})(\d{5})$/, '$1-$2-$3'))
  /** Starts with the number of an allocating office (GSMA TS.06); the last digit is the check digit. */
  const imei = fc
    .tuple(fc.constantFrom('01', '35', '86', '99'), digits(12))
    .map(([office, rest]) => `${office}${rest}`)
    .map((first) => [...'0123456789'].map((last) => first + last).find(isLuhn) ?? '')
  const instant = fc
    .tuple(fc.constantFrom('2025', '2026', '2027'), two(12), two(28), two(23), two(59), two(59))
    .chain(([year, month, day, hour, minute, second]) =>
      fc.constantFrom(
        `${year}${month}${day}`,
        `${year}${month}${day}${hour}${minute}`,
        `${year}${month}${day}${hour}${minute}${second}`,
        `${year}-${month}-${day} ${hour}:${minute}:${second}`,
        `${year}.${month}.${day}`,
      ),
    )

  test('orders, phones, business numbers, IMEIs and days, alone and beside one another', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(orderNumber, phone, businessNumber, imei, instant), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.constantFrom(', ', ' / ', '\n', ' ', ' 그리고 '),
        (numbers, between) => {
          expect(personalNumberIn(numbers.join(between))).toBeUndefined()
        },
      ),
      { numRuns: 3000 },
    )
  })
})

test('a card number counts only with a valid check digit', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^4[0-9]{15}$/), (number) => {
      expect(personalNumberIn(`결제 ${number}`)).toBe(isLuhn(number) ? 'card_number' : undefined)
    }),
  )
})

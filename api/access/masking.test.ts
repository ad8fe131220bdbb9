import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  lastSix,
  maskAccount,
  maskAddress,
  maskBirth,
  maskEmail,
  maskName,
  maskPhone,
} from './masking.ts'

const CASES: [string, (text: string) => string, [given: string, shown: string][]][] = [
  [
    'name',
    maskName,
    [
      ['홍길동', '홍*동'],
      ['홍길', '홍*'],
      ['홍', '*'],
      ['남궁민수', '남**수'],
      [' 홍길동 ', '홍*동'],
      ['𠮷野家', '𠮷*家'],
      ['', ''],
    ],
  ],
  [
    'phone',
    maskPhone,
    [
      ['01012341234', '010-****-1234'],
      ['010-1234-1234', '010-****-1234'],
      ['0111231234', '011-***-1234'],
      ['0212345678', '02-****-5678'],
      ['021235678', '02-***-5678'],
      ['15881234', '***'],
      ['call me', '***'],
      ['', ''],
    ],
  ],
  [
    'email',
    maskEmail,
    [
      ['seoyeon.kim@example.com', 's***@example.com'],
      ['s@example.com', 's***@example.com'],
      ['길동@예시.한국', '길***@예시.한국'],
      ['seoyeon', '***'],
      ['a@b@c', '***'],
      ['', ''],
    ],
  ],
  [
    'birth',
    maskBirth,
    [
      ['1990-04-05', '90****'],
      ['900405', '90****'],
      ['2004.12.31', '04****'],
      ['9004', '***'],
      ['', ''],
    ],
  ],
  [
    'address',
    maskAddress,
    [
      ['서울특별시 강남구 테헤란로 1, 101동 1001호', '서울특별시 강남구'],
      ['서울 강남구 역삼동 736', '서울 강남구'],
      ['경기도 성남시 분당구 판교역로 166', '경기도 성남시 분당구'],
      ['(06236) 서울 강남구 테헤란로 1', '서울 강남구'],
      ['06236 서울 강남구 테헤란로 1', '서울 강남구'],
      ['세종특별자치시 한누리대로 2130', '세종특별자치시'],
      ['강원특별자치도 양양군 현남면 1', '강원특별자치도 양양군'],
      ['강남구 테헤란로 1', '강남구'],
      ['서울 강남구', '서울 강남구'],
      ['테헤란로 1', '***'],
      ['12 Main Street', '***'],
      ['', ''],
    ],
  ],
  [
    'serial',
    lastSix,
    [
      ['356938035643809', '*********643809'],
      ['1234567', '*234567'],
      ['123456', '******'],
      ['', ''],
    ],
  ],
  [
    'account',
    maskAccount,
    [
      ['110-123-456789', '***-****-6789'],
      ['6789', '***-****-6789'],
      ['12', '***'],
      ['', ''],
    ],
  ],
]

describe.each(CASES)('%s', (_, mask, cases) => {
  test.each(cases)('%j is shown as %j', (given, shown) => {
    expect(mask(given)).toBe(shown)
  })
})

const secretive = { maskName, maskPhone, maskEmail, maskBirth, lastSix, maskAccount }
test.each(Object.entries(secretive))('%s shows no text whole', (_, mask) => {
  // A finished order keeps only four digits of an account, which may be shown.
  const minLength = mask === maskAccount ? 5 : 1
  fc.assert(
    fc.property(fc.string({ minLength, unit: 'grapheme' }), (text) => {
      fc.pre(text.trim() !== '' && !text.includes('*'))
      expect(mask(text)).not.toBe(text.trim())
    }),
  )
})

test('an address never shows a digit: house numbers stay hidden', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(maskAddress(text)).not.toMatch(/\d/)
      expect(maskAddress(`서울 강남구 ${text}`)).not.toMatch(/\d/)
    }),
  )
})

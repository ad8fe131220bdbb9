import { describe, expect, test } from 'vitest'
import { bandOf, carrierOf, labelOf, monthsOf, roundingOf } from './trade-words.ts'

describe('a label says', () => {
  test.each([
    ['번호이동', { joinType: 'mnp' }],
    ['번이', { joinType: 'mnp' }],
    ['mnp', { joinType: 'mnp' }],
    ['기변', { joinType: 'device_change' }],
    ['보상', { joinType: 'device_change' }],
    ['신규', { joinType: 'new' }],
    ['신규(010)', { joinType: 'new' }],
    ['공시', { support: 'public' }],
    ['공통지원금', { support: 'public' }],
    ['선약', { support: 'selective' }],
    ['선약12', { support: 'selective', months: 12 }],
    ['공시 24', { support: 'public', months: 24 }],
    ['선택약정 24개월', { support: 'selective', months: 24 }],
    ['무약정', { support: 'none', months: 0 }],
    ['I_100', { bandWon: 100_000 }],
    ['F_79', { bandWon: 79_000 }],
    ['79K', { bandWon: 79_000 }],
    ['100K 이상', { bandWon: 100_000 }],
    ['115군', { bandWon: 115_000 }],
    ['10만원 이상', { bandWon: 100_000 }],
    ['MNP 공시 79K', { joinType: 'mnp', support: 'public', bandWon: 79_000 }],
    ['ＳＫＴ', { carrier: 'skt' }],
    ['LG U+', { carrier: 'lgu' }],
    ['법인', { segment: 'corporate' }],
  ])('%s', (text, axes) => expect(labelOf(text)).toEqual({ axes }))

  test.each([
    ['010', { joinType: 'new' }, 'usual_meaning'],
    ['95K↑', { bandWon: 95_000 }, 'usual_meaning'],
    ['79K~94K', { bandWon: 79_000 }, 'range'],
    ['33K↓', { bandWon: 33_000 }, 'range'],
    ['번이/기변', { joinType: 'mnp' }, 'several_values'],
    ['선약18개월', { support: 'selective' }, 'months_unknown'],
  ])('%s, which a person confirms', (text, axes, doubt) =>
    expect(labelOf(text)).toEqual({ axes, doubt }),
  )

  test.each([
    '',
    '비고',
    '모델명',
    '55',
    '두배요금제',
    '알뜰폰',
    '가온 S26',
    '출고가(원)',
    '18개월',
  ])('nothing: %j', (text) => expect(labelOf(text)).toBeUndefined())
})

test('a band is named or counted in won; a bare 55 is neither', () => {
  expect(['77,000', '77000', '88k', '66K 이상'].map((text) => bandOf(text)?.axes.bandWon)).toEqual([
    77_000, 77_000, 88_000, 66_000,
  ])
  expect(['55', '두배요금제', 'SKT'].map((text) => bandOf(text))).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test('months are those of a contract', () => {
  const months = ['12', '24개월', '24M', '24 개월', '무약정', '0', '18', 'x'].map(monthsOf)
  expect(months).toEqual([12, 24, 24, 24, 0, 0, undefined, undefined])
})

test('carriers in their spellings', () => {
  const spellings = ['skt', 'ＫＴ', '엘지', '유플러스 ', 'LGU+', '전체', '알뜰폰']
  expect(spellings.map(carrierOf)).toEqual(['skt', 'kt', 'lgu', 'lgu', 'lgu', 'all', undefined])
})

test.each([
  ['95K↑', 'down'],
  ['95군 이상', 'down'],
  ['79K~94K', 'down'],
  ['79,000-94,000', 'down'],
  ['MNP 95K+', 'down'],
  ['33K↓', 'up'],
  ['33군 이하', 'up'],
  ['69K', undefined],
  ['LG U+ 95K', undefined],
  ['모델+ 95', undefined],
  ['선약12', undefined],
])('%s rounds plans beside it %s', (text, rounding) => expect(roundingOf(text)).toBe(rounding))

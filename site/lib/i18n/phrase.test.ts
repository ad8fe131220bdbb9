import { expect, test } from 'vitest'
import { josa } from './josa.ts'
import { phrase } from './phrase.ts'

test.each([
  ['강릉중앙점', '이/가', '강릉중앙점이'],
  ['새봄모바일', '을/를', '새봄모바일을'],
  ['동해통신', '은/는', '동해통신은'],
  ['한강네트웍스', '은/는', '한강네트웍스는'],
  ['서울', '으로/로', '서울로'],
  ['부산', '으로/로', '부산으로'],
  ['정책 v3', '이/가', '정책 v3이'],
  ['SKT', '을/를', 'SKT를'],
  ['407,700원', '이/가', '407,700원이'],
  ['12개월(자동)', '을/를', '12개월(자동)을'],
])('the particle of %s from %s is %s', (word, pair, whole) => {
  expect(josa(word, pair)).toBe(whole)
})

test('a sentence inserts its values, grouped, with particles', () => {
  expect(phrase('{shop|이/가} {count}건 접수했어요', { shop: '왕십리점', count: 1508 }, 'ko')).toBe(
    '왕십리점이 1,508건 접수했어요',
  )
})

test('English nouns follow their number', () => {
  const text = '{count} {count|order,orders}'
  expect(phrase(text, { count: 1 }, 'en')).toBe('1 order')
  expect(phrase(text, { count: 1200 }, 'en')).toBe('1,200 orders')
})

test('a missing value stays visible instead of vanishing', () => {
  expect(phrase('코드 {code}', {}, 'ko')).toBe('코드 {code}')
})

import { describe, expect, test } from 'vitest'
import { findIn, initials, searchable } from './hangul.ts'

describe('finding in Korean', () => {
  test('initial consonants', () => {
    expect(initials('정산 보기')).toBe('ㅈㅅ ㅂㄱ')
    expect(findIn('한강네트웍스', 'ㅎㄱ')).toEqual({ from: 0, to: 2 })
    expect(findIn('정산', 'ㅅㅈ')).toBeUndefined()
  })
  test('letters, whatever their case', () => {
    expect(findIn('LG U+', 'lg')).toEqual({ from: 0, to: 2 })
    expect(findIn('동해통신', '통신')).toEqual({ from: 2, to: 4 })
  })
  test.each([
    ['강릉중앙점', '강릉 중앙', { from: 0, to: 4 }],
    ['강릉 중앙점', '강릉중앙', { from: 0, to: 5 }],
    ['강릉중앙점', ' 중앙 ', { from: 2, to: 4 }],
    ['강릉중앙점', '강르', { from: 0, to: 2 }],
    ['정산', '정ㅅ', { from: 0, to: 2 }],
    ['강릉중앙점', '강를', undefined],
    ['강릉중앙점', '가중', undefined],
  ])('in %s is %j', (text, query, found) => expect(findIn(text, query)).toEqual(found))
})

describe('the text for a search on the server', () => {
  test.each([
    ['강ㄹ', true, '강'],
    ['강르', true, '강'],
    ['강릉', true, '강릉'],
    ['강르', false, '강르'],
    ['정ㅅ', false, '정'],
    ['ㅈㅅ', false, 'ㅈㅅ'],
    ['ㅈㅅ', true, ''],
    ['ㅈ', true, ''],
    ['SK26', true, 'SK26'],
    ['', false, ''],
  ])('%j, composing %s: %j', (text, isComposing, asked) =>
    expect(searchable(text, isComposing)).toBe(asked),
  )
})

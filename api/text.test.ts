import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Memo, Text } from './shapes.ts'
import { cleanLine, cleanLines, textKey } from './text.ts'

test.each([
  ['composes decomposed letters', '가'.normalize('NFD'), '가'],
  ['leaves one blank between words', '  강릉\u00A0\u3000\t중앙점 \n', '강릉 중앙점'],
  ['removes bidirectional marks', '홍\u202E길\u2066동\u200F', '홍길동'],
  [
    'removes zero width characters, soft hyphens and byte order marks',
    'a\u200Bb\u200Dc\u00ADd\uFEFF',
    'abcd',
  ],
  ['removes Hangul fillers and blank braille patterns', '\u3164홍\u115F\u1160\uFFA0\u2800', '홍'],
  ['removes tags and lone selectors', 'a\u{E0041}\uFE0F', 'a'],
  ['keeps an emoji whole', '👨\u200D👩\u200D👧 ❤\uFE0F 👍🏽', '👨\u200D👩\u200D👧 ❤\uFE0F 👍🏽'],
  ['keeps the selected form of a character', '葛\u{E0100}', '葛\u{E0100}'],
])('a line: %s', (_, typed, kept) => {
  expect(cleanLine(typed)).toBe(kept)
})

test('a memo keeps its lines and the blanks within them', () => {
  expect(cleanLines(' 첫 줄  둘 \r\n\u2028- 셋\u200B \n\n끝\v')).toBe('첫 줄  둘\n\n- 셋\n\n끝')
})

test.each(['\u3164', '\u200B\u2800', '\u202E', ' \u3000', '', '\uFE0F'])(
  'an invisible text (%j) is empty',
  (text) => {
    for (const shape of [Text(10), Memo(10), Text(10, 5)])
      expect(shape.safeParse(text).error?.issues).toMatchObject([{ code: 'too_small', minimum: 1 }])
  },
)

test.each(['a\u0000', '\u0007', '\uD800', '\u009B'])('a broken text (%j) is refused', (text) => {
  for (const shape of [Text(10), Memo(10)])
    expect(shape.safeParse(text).error?.issues).toMatchObject([
      { params: { code: 'bad_characters' } },
    ])
})

test('cleaning a clean text changes nothing, and a clean text has one spelling', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      for (const clean of [cleanLine, cleanLines]) expect(clean(clean(text))).toBe(clean(text))
      expect(cleanLine(text.normalize('NFD'))).toBe(cleanLine(text))
    }),
    { numRuns: 1000 },
  )
})

test('names are compared by their letters', () => {
  for (const typed of [
    '강릉중앙점',
    '강릉 중앙점',
    '강릉중앙점'.normalize('NFD'),
    '강릉\u200B중앙점',
  ])
    expect(textKey(typed)).toBe('강릉중앙점')
  expect(textKey('ＳＫＴ 5G')).toBe('skt5g')
})

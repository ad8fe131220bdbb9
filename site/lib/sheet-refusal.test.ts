import { beforeAll, expect, test } from 'vitest'
import { type RefusalCode, refusal } from '#api/sheets/refusal.ts'
import { loadWords } from './i18n/t.ts'
import { sayRefusal } from './sheet-refusal.ts'

beforeAll(() => loadWords('ko', ['sheets']))

test.each<[RefusalCode, RegExp]>([
  ['empty', /내용이 없어요/],
  ['not_a_sheet', /\.xlsx/],
  ['image', /사진이에요/],
  ['old_format', /97-2003.*\.xlsx/],
  ['encrypted', /통합 문서 보호/],
  ['damaged', /잘렸어요/],
  ['too_large', /너무 커요/],
])('%s says what the file is and what to do', (code, sentence) => {
  expect(sayRefusal(refusal(code))).toMatch(sentence)
  expect(sayRefusal(refusal(code))).toMatch(/주세요\.$/)
})

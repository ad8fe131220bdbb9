import { expect, test } from 'vitest'
import { isPersonal } from './password-rule.ts'

const OWNER = {
  username: 'hong.gildong',
  email: 'gil.hong77@example.com',
  companyName: '(주)새봄모바일',
}

test.each([
  'hong.gildong',
  'HONG.GILDONG',
  'my-hong_gil dong-9',
  'x1gilhong77x',
  'Gil.Hong77!2026',
  '새봄모바일2026!!',
  '우리 새봄 모바일 99',
])('%s contains a name of its owner', (password) => {
  expect(isPersonal(password, OWNER)).toBe(true)
})

test.each(['sunflower-morning-7', 'hong-7-sunflower', 'example-com-1234', '새봄이 오면 7'])(
  '%s does not contain one',
  (password) => {
    expect(isPersonal(password, OWNER)).toBe(false)
  },
)

test('names of three letters or fewer do not count, because they occur in words by chance', () => {
  const short = { username: 'kim', email: 'a@b.kr', companyName: 'KT' }
  expect(isPersonal('kim-kt-sunflower', short)).toBe(false)
  expect(isPersonal('마루에서 아침을 7', { ...short, companyName: '마루' })).toBe(true)
})

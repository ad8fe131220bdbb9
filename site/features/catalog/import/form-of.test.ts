import { expect, test } from 'vitest'
import { formOf } from './form-of.ts'

const columns = (hidden: readonly number[], ...headings: string[]) => ({
  columns: headings.map((heading, at) => ({
    ...{ column: at + 1, heading, field: null, hidden: hidden.includes(at + 1) },
  })),
})

test('a list with the same headings in sight is one form, whatever blanks surround them', () => {
  expect(formOf(columns([], '요금제명', ' 월정액 '))).toBe(
    formOf(columns([], '요금제명', '월정액')),
  )
})

test('a list that hides another column is another form, also where two headings are the same', () => {
  const long = Array.from({ length: 60 }, (_, at) => `제목이 긴 열 ${at}`)
  for (const headings of [['요금제', '월정액', '월정액'], long]) {
    const forms = [[], [2], [3]].map((hidden) => formOf(columns(hidden, ...headings)))
    expect(new Set(forms).size).toBe(3)
  }
})

import { expect, test } from 'vitest'
import { DEFAULT_FORM, FIELDS } from '#api/forms/fields.ts'
import { fields as en } from './en/fields.ts'
import { fields as ko } from './ko/fields.ts'

test('every field that a form may have has a word in both languages, and so has its group', () => {
  for (const { key, group } of FIELDS) {
    for (const words of [ko, en]) {
      expect(words).toHaveProperty([key])
      expect(words).toHaveProperty([`group.${group}`])
    }
  }
})

test('the default form of a policy has only fields that exist', () => {
  const known = new Set(FIELDS.map(({ key }) => key))
  expect(DEFAULT_FORM.filter(({ key }) => !known.has(key))).toEqual([])
})

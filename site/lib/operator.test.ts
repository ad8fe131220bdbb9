import { expect, test } from 'vitest'
import { VARIABLES } from '#api/platform/config.ts'
import { DEMO_SITE, isDemo, operatorIn, originIn, SITE_VARIABLES } from './operator.ts'

test('what an operator has not configured appears on no page, and nothing is invented', () => {
  expect(operatorIn({})).toEqual({})
  expect(
    operatorIn({ OPERATOR_NAME: ' 새길모바일 ', OPERATOR_PHONE: '', OPERATOR_CONTACT: ' ' }),
  ).toEqual({ name: '새길모바일' })
  expect(originIn({ PUBLIC_URL: '' })).toBeUndefined()
  expect(originIn({ PUBLIC_URL: 'https://maru.example/' })).toBe('https://maru.example')
  expect(isDemo({})).toBe(false)
})

test('the configuration knows every variable that a page shows', () => {
  const known = Object.keys(VARIABLES.shape)
  expect(SITE_VARIABLES.filter((name) => name !== DEMO_SITE && !known.includes(name))).toEqual([])
})

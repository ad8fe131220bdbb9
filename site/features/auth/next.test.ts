import { expect, test } from 'vitest'
import { nextPath } from './next.ts'

const go = (next: string) => nextPath(`?next=${encodeURIComponent(next)}`, 'https://maru.example')

test('login returns to where one was', () => {
  expect(go('/orders?status=pending#x')).toBe('/orders?status=pending#x')
})

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  'javascript:alert(1)',
  'orders',
  '/login?next=/login',
  '',
])('%s leads to the home page, never to another site', (next) => {
  expect(go(next)).toBe('/dashboard')
})

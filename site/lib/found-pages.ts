/**
 * Pages that search engines may list, each in both languages. Pages reached only by a link or after sign-in
 * are not among them.
 */
export const FOUND_PAGES = ['/', '/track', '/signup', '/login', '/terms', '/privacy'] as const

/** Paths that crawlers must skip: pages behind a sign-in, and pages that a link with a secret opens. */
export const HIDDEN_PAGES = [
  '/api/',
  '/dashboard',
  '/orders',
  '/policies',
  '/notices',
  '/rates',
  '/reference',
  '/rebates',
  '/settlements',
  '/exports',
  '/notifications',
  '/org',
  '/settings',
  '/admin',
  '/join',
  '/en/join',
  '/reset',
  '/en/reset',
  '/forgot',
  '/en/forgot',
] as const

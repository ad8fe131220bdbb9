import type { SignInOptions } from './contract.ts'

/**
 * The logins that the demo's seed makes and the sign-in page of the demo shows. They are public by
 * purpose: a demo holds invented data only, and no other installation is seeded with them.
 */
export const DEMO_PASSWORD = 'maru-demo-2026'

export const DEMO_LOGINS: SignInOptions['demo'] = [
  { label: 'hq', username: 'hq.admin', password: DEMO_PASSWORD },
  { label: 'agency', username: 'agency.admin', password: DEMO_PASSWORD },
  { label: 'shop', username: 'shop.admin', password: DEMO_PASSWORD },
  { label: 'hq2', username: 'hq2.admin', password: DEMO_PASSWORD },
]

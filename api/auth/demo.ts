import type { SignInOptions } from './contract.ts'

/**
 * The logins that the demo seed creates and the demo's sign-in page shows. They are public on purpose: a demo
 * holds only invented data, and no other installation gets them.
 */
export const DEMO_PASSWORD = 'maru-demo-2026'

export const DEMO_LOGINS: SignInOptions['demo'] = [
  { label: 'hq', username: 'hq.admin', password: DEMO_PASSWORD },
  { label: 'agency', username: 'agency.admin', password: DEMO_PASSWORD },
  { label: 'shop', username: 'shop.admin', password: DEMO_PASSWORD },
  { label: 'hq2', username: 'hq2.admin', password: DEMO_PASSWORD },
]

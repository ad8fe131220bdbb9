import type { SignInOptions } from './contract.ts'

/**
 * The logins that the demo's seed makes and the sign-in page of the demo shows. They are public by
 * purpose: a demo holds invented data only, and no other installation is seeded with them.
 */
export const DEMO_LOGINS: SignInOptions['demo'] = [
  { label: 'hq', username: 'demo-hq', password: 'maru-demo-hq' },
  { label: 'agency', username: 'demo-agency', password: 'maru-demo-agency' },
  { label: 'shop', username: 'demo-shop', password: 'maru-demo-shop' },
  { label: 'hq2', username: 'demo-hq2', password: 'maru-demo-hq2' },
]

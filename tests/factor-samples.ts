import type { Filled } from './filled.ts'
import type { Sample } from './samples.ts'
import { PASSWORD } from './world.ts'

/** A second factor from its set-up to its removal; each code is valid once. */
export function factorCommands({ factors, rb }: Filled): Sample[] {
  const { beginner, holder, challenge, recovery, ofBeginner, ofHolder } = factors
  const mine = (who: Sample['who'], path: string, body?: object): Sample => ({
    route: `POST /api/v2/me/${path}`,
    ...(who && { who }),
    path: `me/${path}`,
    ...(body && { body }),
  })
  return [
    mine(rb.staff, 'second-factor'),
    mine(beginner, 'second-factor/confirmation', { code: ofBeginner() }),
    {
      route: 'POST /api/v2/auth/second-factor',
      path: 'auth/second-factor',
      body: { challenge, code: recovery[0] },
    },
    mine(holder, 'step-up', { code: recovery[1] }),
    mine(holder, 'second-factor/recovery-codes', { code: ofHolder() }),
    mine(holder, 'second-factor/removal', { password: PASSWORD, code: ofHolder(1) }),
  ]
}

export const factorReads = ({ factors, hq }: Filled): Sample[] =>
  [factors.holder, hq.admin].map((who) => ({
    route: 'GET /api/v2/me/second-factor',
    who,
    path: 'me/second-factor',
  }))

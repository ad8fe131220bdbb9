import type { Filled } from './filled.ts'
import type { Sample } from './samples.ts'
import { PASSWORD } from './world.ts'

/** Commands of a person about their own account; then a new sign-in, and help from admins. */
export function accountCommands({ accounts, ids, a, mark }: Filled): Sample[] {
  const { who, username, reset } = accounts.resident
  const mine = (path: string, body: object | undefined, route = path): Sample => ({
    route: `POST /api/v2/me/${route}`,
    who,
    path: `me/${path}`,
    ...(body && { body }),
  })
  const password = 'another-good-one-3'
  const help = (what: string): Sample => ({
    route: `POST /api/v2/users/:id/${what}`,
    who: a.admin,
    path: `users/${ids.resident}/${what}`,
  })
  return [
    {
      route: 'PUT /api/v2/me/profile',
      who,
      path: 'me/profile',
      body: {
        version: 1,
        name: `${mark}김서연`,
        email: 'seoyeon@example.com',
        phone: '033-000-1114',
        currentPassword: PASSWORD,
      },
    },
    mine('tokens', { name: `${mark}연동`, scopes: ['order.read', 'me.read'], expiresInDays: 90 }),
    mine(`tokens/${ids.apiToken}/revocation`, undefined, 'tokens/:id/revocation'),
    mine(`sessions/${ids.device}/revocation`, undefined, 'sessions/:id/revocation'),
    mine('sessions/revocations', { which: 'others' }),
    {
      route: 'PUT /api/v2/me/password',
      who,
      path: 'me/password',
      body: { current: PASSWORD, next: password },
    },
    {
      route: 'POST /api/v2/auth/password-reset-requests',
      path: 'auth/password-reset-requests',
      body: { username },
    },
    {
      route: 'POST /api/v2/auth/password-resets',
      path: 'auth/password-resets',
      body: { token: reset, password },
    },
    help('second-factor-reset'),
    help('unlock'),
    help('password-reset'),
    help('sessions/revocations'),
  ]
}

export const accountReads = ({ accounts, ids, a, hq }: Filled): Sample[] => [
  { route: 'GET /api/v2/me/sessions', who: accounts.resident.who, path: 'me/sessions' },
  { route: 'GET /api/v2/me/tokens', who: accounts.resident.who, path: 'me/tokens' },
  ...[a.admin, hq.admin].map((who) => ({
    route: 'GET /api/v2/users/:id/sessions',
    who,
    path: `users/${ids.resident}/sessions`,
  })),
]

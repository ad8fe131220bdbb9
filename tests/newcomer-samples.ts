import type { Filled } from './filled.ts'
import { CONSENTS, NEWCOMERS_PASSWORD, newcomer } from './newcomers.ts'
import type { Sample } from './samples.ts'

const BOOTSTRAP_TOKEN = 'bootstrap-token-of-a-test-installation'
const companyOf = (mark: string) => ({
  name: `${mark}새벽통신`,
  businessNumber: '124-81-00998',
  address: `경기도 수원시 영통구 ${mark}로 1`,
  phone: '031-000-1114',
})

/** The ways to join: by an invitation, a code, the operator's token, or a new application. */
export function newcomerCommands({ ids, a, mark, username, newcomers }: Filled): Sample[] {
  const { codes, declined, hqInvitation } = newcomers
  const { token } = hqInvitation
  const open = (path: string, body: object): Sample => ({
    route: `POST /api/v2/registration/${path}`,
    path: `registration/${path}`,
    body,
  })
  return [
    {
      route: 'POST /api/v2/invitations',
      who: a.admin,
      path: 'invitations',
      body: {
        ...{ companyId: ids.r1, role: 'admin', name: `${mark}손님`, days: 7 },
        email: 'guest@example.com',
      },
    },
    {
      route: 'POST /api/v2/invitations/:id/revocation',
      who: a.admin,
      path: `invitations/${ids.aInvitation}/revocation`,
    },
    open('invitation', { token }),
    open('invitation/acceptance', {
      ...{ token, consents: CONSENTS },
      ...newcomer(mark, `${username}.invited`),
    }),
    open('companies', {
      ...{ parentCode: codes.hq, company: companyOf(mark), consents: CONSENTS },
      admin: newcomer(mark, `${username}.company`),
    }),
    open('staff', {
      ...{ companyCode: codes.r2, consents: CONSENTS },
      user: newcomer(mark, `${username}.staff`),
    }),
    open('reapplications', {
      ...{ username: declined.username, password: NEWCOMERS_PASSWORD },
      ...{ name: `${mark}나지현`, email: 'again@example.com', phone: '010-0000-4321' },
    }),
    open('headquarters', {
      ...{ token: BOOTSTRAP_TOKEN, company: companyOf(mark) },
      admin: newcomer(mark, `${username}.hq`),
    }),
  ]
}

export function newcomerReads({ ids, hq, a, newcomers }: Filled): Sample[] {
  const route = 'GET /api/v2/invitations'
  return [
    { route, who: hq.admin, path: 'invitations' },
    { route, who: a.admin, path: `invitations?companyId=${ids.r1}&limit=1` },
    { route, who: hq.admin, path: `invitations?after=${ids.hqInvitation}` },
    {
      route: 'GET /api/v2/registration/parent',
      path: `registration/parent?code=${newcomers.codes.r2}`,
    },
  ]
}

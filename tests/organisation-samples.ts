import type { Filled } from './filled.ts'
import type { Sample } from './samples.ts'

type Client = Filled['hq']['admin']

/** Decisions of admins about companies and people, each after those that it needs. */
export function organisationCommands({ ids, hq, a, r1, mark }: Filled): Sample[] {
  const company = (who: Client, id: string, what: string, body: object): Sample => ({
    route: `POST /api/v2/companies/:id/${what}`,
    who,
    path: `companies/${id}/${what}`,
    body,
  })
  const person = (who: Client, id: string, what: string, body: object): Sample => ({
    route: `POST /api/v2/users/:id/${what}`,
    who,
    path: `users/${id}/${what}`,
    body,
  })
  const reason = `${mark}사유`
  return [
    {
      route: 'POST /api/v2/companies',
      who: hq.admin,
      path: 'companies',
      body: {
        ...{ parentId: ids.a, name: `${mark}새 점포`, businessNumber: '220-81-62517' },
        ...{ phone: '033-000-1114', address: `강원특별자치도 강릉시 ${mark}로 1` },
      },
    },
    {
      route: 'PUT /api/v2/companies/:id',
      who: a.admin,
      path: `companies/${ids.r1}`,
      body: { version: 1, name: `${mark}R1`, phone: '033-000-1115', address: `${mark}로 2` },
    },
    {
      route: 'PUT /api/v2/companies/settings',
      who: hq.admin,
      path: 'companies/settings',
      body: { version: 1, secondFactor: 'off', idleMinutes: 90 },
    },
    company(hq.admin, ids.r3, 'closing', { version: 1, reason }),
    company(hq.admin, ids.r3, 'opening', { version: 2 }),
    person(hq.admin, ids.founder, 'approval', { version: 1 }),
    company(hq.admin, ids.founded, 'removal', { version: 2 }),
    person(a.admin, ids.applicant, 'rejection', { version: 1, reason }),
    person(a.admin, ids.r2Staff, 'suspension', { version: 1, reason }),
    person(a.admin, ids.r2Staff, 'reinstatement', { version: 2 }),
    person(a.admin, ids.r2Staff, 'role', { version: 3, role: 'admin' }),
    {
      route: 'PUT /api/v2/users/:id/grants',
      who: r1.admin,
      path: `users/${r1.staff.actor.userId}/grants`,
      body: { version: 1, grants: ['customer.manage', 'customer.analytics'] },
    },
  ]
}

export function organisationReads({ ids, hq, a, b }: Filled): Sample[] {
  const get = (path: string, route = path.split('?')[0], who: Client = hq.admin): Sample => ({
    route: `GET /api/v2/${route}`,
    who,
    path,
  })
  return [
    get('companies?state=pending'),
    get('companies/tree'),
    get('companies/settings'),
    get(`companies/${ids.a}/closing-effects`, 'companies/:id/closing-effects'),
    get(`companies/${ids.r1}/closing-effects`, 'companies/:id/closing-effects'),
    get('users'),
    get(`users?companyId=${ids.r1}&status=pending&q=waiting&limit=1`),
    get(`users?after=${ids.r2Staff}`),
    get(`users/${ids.applicant}`, 'users/:id', a.admin),
    get(`users/${ids.cousinApplicant}`, 'users/:id', b.admin),
  ]
}

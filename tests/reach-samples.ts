import type { Filled } from './filled.ts'
import type { Sample } from './samples.ts'

type Client = Filled['hq']['admin']

/** The commands on a published policy and on its reading, after the publication of its second version. */
export function reachCommands({ ids, hq, a, mark }: Filled): Sample[] {
  const of = (who: Client, method: string, what: string, body: object): Sample => ({
    route: `${method} /api/v2/policies/:id${what}`,
    who,
    path: `policies/${ids.policyId}${what}`,
    body,
  })
  return [
    of(hq.admin, 'PUT', '', {
      version: 2,
      title: `${mark}새 제목`,
      description: `${mark}새 설명`,
      validTo: '2026-12-31T15:00:00Z',
      requiresReading: true,
    }),
    of(hq.admin, 'PUT', '/targets', {
      version: 3,
      targets: [ids.a, ids.b],
      exclusions: [ids.r2],
    }),
    of(hq.admin, 'POST', '/reminders', { companyIds: [ids.a, ids.r1] }),
    of(a.admin, 'POST', '/calls', { companyId: ids.r1, note: `${mark}부재중` }),
  ]
}

/** The acknowledgement of the first version, while it is the current one. */
export const acknowledgement = ({ ids, r1, policyHash }: Filled): Sample => ({
  route: 'POST /api/v2/policies/:id/acknowledgements',
  who: r1.admin,
  path: `policies/${ids.policyId}/acknowledgements`,
  body: { hash: policyHash },
})

export function reachReads({ ids, hq, a, r1 }: Filled): Sample[] {
  const get = (who: Client, what: string): Sample => ({
    route: `GET /api/v2/policies/:id/${what.split('?')[0]}`,
    who,
    path: `policies/${ids.policyId}/${what}`,
  })
  return [
    get(hq.admin, 'events'),
    get(hq.admin, `events?kind=published&limit=1&after=${ids.hqNews}`),
    get(r1.admin, 'changes'),
    get(a.admin, 'changes'),
    get(hq.admin, 'reach'),
    get(a.admin, 'reach'),
    get(hq.admin, 'reach?reading=unread&pricing=priced&tier=retail&q=R1&limit=2'),
    get(hq.admin, `reach?blocked=false&after=${ids.a}`),
    get(hq.admin, 'reach/counts'),
    get(hq.admin, `reach/record?companyId=${ids.r1}`),
  ]
}

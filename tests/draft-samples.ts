import type { Filled } from './filled.ts'
import type { Sample } from './samples.ts'

/** Drafts of policies and groups of agencies, while the policy that they are based on is in force. */
export function draftCommands({ ids, hq, a, r2, mark }: Filled): Sample[] {
  const send = (method: string, path: string, body?: object, route = path): Sample => ({
    route: `${method} /api/v2/policies/${route}`,
    who: hq.admin,
    path: `policies/${path}`,
    ...(body && { body }),
  })
  // The steps do not disturb each other, so each knows the first version.
  const save = (step: string, payload: object) =>
    send(
      'PATCH',
      `drafts/${ids.draft}/steps/${step}`,
      { version: 1, currentStep: 2, payload },
      `drafts/:id/steps/${step}`,
    )
  return [
    send('POST', 'drafts', { nextVersionOf: ids.policyId }),
    send('POST', 'drafts', { copyOf: ids.policyId }),
    send('POST', 'drafts', { succeeds: ids.policyId }),
    save('targets', { targets: [ids.a, ids.b], exclusions: [ids.r1] }),
    save('form', { form: [{ key: 'memo', required: true, label: `${mark}메모` }] }),
    save('prices', {
      carrier: 'skt',
      joinType: 'mnp',
      bandsWon: [55_000, '9만9천'],
      months: [12, 24],
      bandLabels: [{ bandWon: 55_000, label: `${mark}55K` }],
      cells: [{ carrier: 'skt', bandWon: 55_000, months: 12, amountWon: `${mark}삼만` }],
      lowestWon: 0,
      additions: [{ name: `${mark}보험`, kind: 'service', amountWon: 10_000, keepDays: 90 }],
      agencyOverrides: [{ agencyId: ids.a, amountWon: 380_000 }],
    }),
    save('terms', {
      rounding: 'down',
      flatWon: 10_000,
      marginFloorWon: `${mark}만원`,
      marginCeilingWon: 100_000,
      simAdjustmentWon: `${mark}?`,
      terms: {
        contractMinMonths: 24,
        maintenanceDays: 180,
        clawbackMode: 'full',
        penaltyWon: 50_000,
      },
      validFrom: '2026-11-20T00:00:00Z',
      validTo: null,
    }),
    save('activation', { title: `${mark}초안`, description: `${mark}설명`, kind: 'event' }),
    send(
      'POST',
      `drafts/${ids.readyDraft}/approval-requests`,
      { version: 2 },
      'drafts/:id/approval-requests',
    ),
    send(
      'POST',
      `drafts/${ids.expensiveDraft}/approval`,
      { requestId: ids.expensiveRequest, version: 2 },
      'drafts/:id/approval',
    ),
    send(
      'POST',
      `drafts/${ids.doubtfulDraft}/refusal`,
      { requestId: ids.doubtfulRequest, reason: `${mark}너무 올라요` },
      'drafts/:id/refusal',
    ),
    {
      ...{ route: 'POST /api/v2/impacts', who: hq.admin, path: 'impacts' },
      body: { draftId: ids.readyDraft, days: 30 },
    },
    {
      ...{ route: 'POST /api/v2/impacts/:id/cancellation', who: hq.admin },
      path: `impacts/${ids.impact}/cancellation`,
    },
    send('POST', `drafts/${ids.readyDraft}/publication`, { version: 2 }, 'drafts/:id/publication'),
    send('DELETE', `drafts/${ids.spareDraft}`, undefined, 'drafts/:id'),
    send('POST', 'groups', { name: `${mark}영남`, companyIds: [ids.a] }),
    send('PUT', `groups/${ids.group}`, { version: 1, name: `${mark}호남` }, 'groups/:id'),
    send(
      'POST',
      `groups/${ids.group}/departures`,
      { companyIds: [ids.b] },
      'groups/:id/departures',
    ),
    send('POST', `groups/${ids.group}/members`, { companyIds: [ids.b] }, 'groups/:id/members'),
    send('DELETE', `groups/${ids.spareGroup}`, undefined, 'groups/:id'),
    {
      ...{ route: 'POST /api/v2/policies/groups/:id/members', who: a.admin },
      ...{ path: `policies/groups/${ids.shopGroup}/members`, body: { companyIds: [r2.id] } },
    },
  ]
}

export function draftReads({ ids, hq, a }: Filled): Sample[] {
  const get = (path: string, route = path.split('?')[0]): Sample => ({
    route: `GET /api/v2/policies/${route}`,
    who: hq.admin,
    path: `policies/${path}`,
  })
  return [
    get('drafts'),
    get(`drafts?policyId=${ids.policyId}&ownerId=${hq.admin.actor.userId}&limit=1`),
    get(`drafts?after=${ids.spareDraft}`),
    get(`drafts/${ids.draft}`, 'drafts/:id'),
    get(`drafts/${ids.readyDraft}/overlaps`, 'drafts/:id/overlaps'),
    get(`drafts/${ids.readyDraft}/succession`, 'drafts/:id/succession'),
    get(`drafts/${ids.expensiveDraft}/approval`, 'drafts/:id/approval'),
    ...[ids.a, ids.r1].map((companyId) =>
      get(`drafts/${ids.draft}/preview?companyId=${companyId}`, 'drafts/:id/preview'),
    ),
    ...[ids.draft, ids.readyDraft].map((draftId) => ({
      ...{ route: 'GET /api/v2/impacts', who: hq.admin },
      path: `impacts?draftId=${draftId}&days=7`,
    })),
    get('groups'),
    { ...get('groups/:id'), who: a.staff, path: `policies/groups/${ids.shopGroup}` },
    get(`groups?companyId=${ids.a}&q=x&limit=1&after=${ids.group}`),
    get(`groups/${ids.group}`, 'groups/:id'),
  ]
}

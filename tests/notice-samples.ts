import type { Filled } from './filled.ts'
import type { Sample } from './samples.ts'
import type { Tree } from './world.ts'

/** A notice of a policy, to both agencies and their shops. */
export const noticeOf = ({ a, b }: Tree, mark: string, policyId: string | null) => ({
  type: 'policy',
  title: `${mark}공지`,
  content: `${mark}정산 일정을 확인해 주세요.`,
  isImportant: true,
  requiresReading: true,
  place: 1,
  policyId,
  validFrom: null,
  validTo: '2030-12-31T15:00:00Z',
  tiers: ['agency', 'retail'],
  agencyIds: [a.id, b.id],
})

export function noticeCommands(tree: Filled): Sample[] {
  const { ids, hq, r1, mark } = tree
  const content = noticeOf(tree, mark, ids.policyId)
  const { noticeId } = ids
  return [
    { route: 'POST /api/v2/notices', who: hq.admin, path: 'notices', body: content },
    {
      route: 'POST /api/v2/notices/:id/acknowledgements',
      who: r1.admin,
      path: `notices/${noticeId}/acknowledgements`,
      body: { version: 1 },
    },
    {
      route: 'PUT /api/v2/notices/:id',
      who: hq.admin,
      path: `notices/${noticeId}`,
      body: { ...content, title: `${mark}고친 공지`, version: 1 },
    },
    {
      route: 'POST /api/v2/notices/:id/withdrawal',
      who: hq.admin,
      path: `notices/${noticeId}/withdrawal`,
      body: { version: 2 },
    },
  ]
}

export function noticeReads({ ids, hq, r1 }: Filled): Sample[] {
  const get = (who: Filled['hq']['admin'], path: string, route = path): Sample => ({
    route: `GET /api/v2/${route.split('?')[0]}`,
    who,
    path,
  })
  const filters = `type=policy&state=current&important=true&owed=true&policyId=${ids.policyId}&q=a`
  return [
    get(hq.admin, 'notices'),
    get(r1.staff, `notices?${filters}&limit=2&after=${ids.noticeId}`),
    get(r1.staff, `notices/${ids.noticeId}`, 'notices/:id'),
    get(hq.staff, `notices/${ids.noticeId}/reach`, 'notices/:id/reach'),
    get(
      hq.staff,
      `notices/${ids.noticeId}/reach?reading=unread&tier=retail&q=R&after=${ids.a}`,
      'notices/:id/reach',
    ),
  ]
}

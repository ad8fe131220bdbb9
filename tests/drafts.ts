import type { Tree } from './world.ts'

type Client = Tree['hq']['admin']
type Sent = (who: Client, method: string, path: string, body?: object) => Promise<{ id: string }>

/**
 * Drafts and a group of a filled tree: one to change, one to publish, one to delete, two for whose publication a
 * colleague asks; and a replay that waits for its job.
 */
export async function fillDrafts(
  { hq, a, b, r1 }: Tree,
  policyId: string,
  mark: string,
  sent: Sent,
) {
  const begin = async (input: object) => (await sent(hq.admin, 'POST', 'policies/drafts', input)).id
  // A copy takes the orders of its policy.
  const named = (what: string) => ({
    ...{ title: `${mark}${what}`, description: '', kind: 'normal', alongside: [policyId] },
  })
  const draft = await begin({ nextVersionOf: policyId })
  const spareDraft = await begin({})
  const readyDraft = await begin({ copyOf: policyId })
  await sent(hq.admin, 'PATCH', `policies/drafts/${readyDraft}/steps/activation`, {
    version: 1,
    payload: { ...named('다 쓴 초안'), description: `${mark}설명` },
  })
  const colleague = await hq.colleague()
  const asked = async (what: string) => {
    const id = await begin({ copyOf: policyId })
    await sent(hq.admin, 'PATCH', `policies/drafts/${id}/steps/activation`, {
      version: 1,
      payload: named(what),
    })
    await sent(colleague, 'POST', `policies/drafts/${id}/approval-requests`, { version: 2 })
    const { body } = await hq.admin.get(`policies/drafts/${id}/approval`)
    return { id, request: body.request.id as string }
  }
  const [expensive, doubtful] = [await asked('비싼 초안'), await asked('이상한 초안')]
  const impact = (await sent(hq.admin, 'POST', 'impacts', { draftId: draft, days: 7 })).id
  const groupOf = async (name: string) =>
    (
      await sent(hq.admin, 'POST', 'policies/groups', {
        name: `${mark}${name}`,
        companyIds: [a.id, b.id],
      })
    ).id
  return {
    draft,
    spareDraft,
    readyDraft,
    expensiveDraft: expensive.id,
    expensiveRequest: expensive.request,
    doubtfulDraft: doubtful.id,
    doubtfulRequest: doubtful.request,
    impact,
    group: await groupOf('수도권'),
    shopGroup: (
      await sent(a.admin, 'POST', 'policies/groups', {
        name: `${mark}역세권`,
        companyIds: [r1.id],
      })
    ).id,
    spareGroup: await groupOf('지난 그룹'),
  }
}

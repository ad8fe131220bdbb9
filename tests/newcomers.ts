import type { Tree, World } from './world.ts'

type Client = Tree['hq']['admin']
// The test itself names the fields that it reads of a body; a wrong name fails the test.
// biome-ignore lint/suspicious/noExplicitAny: bodies of several routes pass through here
type Send = (who: Client, method: string, path: string, body?: object) => Promise<any>

export const CONSENTS = { terms: true, privacy: true }
/** The password of newcomers in a filled tree. */
export const NEWCOMERS_PASSWORD = 'sunflower-morning-7'

/** The data of a person at sign-up; invented, like all numbers of 010-0000. */
export const newcomer = (mark: string, username: string) => ({
  username,
  password: NEWCOMERS_PASSWORD,
  name: `${mark}나지원`,
  email: `${username}@example.com`,
  phone: '010-0000-1234',
})

/** Open invitations of two agencies, and a person whom a shop has rejected. */
export async function fillNewcomers(
  world: World,
  { hq, a, b, r1, r2, rb }: Tree,
  mark: string,
  sent: Send,
) {
  const invite = async (who: Client, companyId: string) => {
    const { id, link } = await sent(who, 'POST', 'invitations', {
      ...{ companyId, role: 'staff', name: `${mark}손님`, email: null, days: 30 },
    })
    return { id: String(id), token: String(link).split('#')[1] ?? '' }
  }
  const codeOf = async (who: Client) => String((await who.get('me')).body.company.code)
  const declined = `${(await r2.admin.get('me')).body.username}.declined`
  const { status, text } = await world.nobody.post('registration/staff', {
    companyCode: await codeOf(r2.admin),
    user: newcomer(mark, declined),
    consents: CONSENTS,
  })
  if (status !== 201) throw new Error(text)
  const [{ id, version }] = (await r2.admin.get('users?status=pending')).body.items
  await sent(r2.admin, 'POST', `users/${id}/rejection`, { version, reason: `${mark}사유` })
  return {
    aInvitation: await invite(a.admin, r1.id),
    bInvitation: await invite(b.admin, rb.id),
    hqInvitation: await invite(hq.admin, a.id),
    codes: { hq: await codeOf(hq.admin), r2: await codeOf(r2.admin) },
    declined: { id: String(id), username: declined },
  }
}

import { CONSENTS, newcomer } from './newcomers.ts'
import type { Tree, World } from './world.ts'

type Client = Tree['hq']['admin']

/** Applicants in a filled tree: a person in each of two shops, and a company with its first admin. */
export async function fillOrganisation(world: World, { hq, r1, r2, rb }: Tree, mark: string) {
  const codeOf = async (who: Client) => String((await who.get('me')).body.company.code)
  const apply = async (path: string, body: object) => {
    const { status, text } = await world.nobody.post(`registration/${path}`, body)
    if (status !== 201) throw new Error(text)
    await world.platform.settled()
  }
  /** Usernames are unique in the installation, so each tree has its own. */
  const own = String((await hq.admin.get('me')).body.username)
  const found = async (who: Client, username: string) =>
    (await who.get(`users?q=${username}`)).body.items[0]
  const applicant = async (shop: Tree['r1'], word: string): Promise<string> => {
    const username = `${own}.${word}`
    await apply('staff', {
      ...{ companyCode: await codeOf(shop.admin), consents: CONSENTS },
      user: newcomer(mark, username),
    })
    return String((await found(shop.admin, username)).id)
  }
  const username = `${own}.founder`
  const applicants = [await applicant(r1, 'waiting'), await applicant(rb, 'cousin')] as const
  await apply('companies', {
    ...{ parentCode: await codeOf(hq.admin), consents: CONSENTS },
    company: {
      name: `${mark}새벽통신`,
      businessNumber: '124-81-00998',
      address: `경기도 수원시 영통구 ${mark}로 1`,
      phone: '031-000-1114',
    },
    admin: newcomer(mark, username),
  })
  const founder = await found(hq.admin, username)
  return {
    applicant: applicants[0],
    cousinApplicant: applicants[1],
    founder: String(founder.id),
    founded: String(founder.company.id),
    r2Staff: r2.staff.actor.userId,
    rbStaff: rb.staff.actor.userId,
  }
}
